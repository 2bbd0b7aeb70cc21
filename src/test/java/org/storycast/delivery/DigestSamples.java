// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.util.List;

/** A day's stories of an invented newspaper, in four languages, six in each. */
final class DigestSamples {

  static final List<String> LANGUAGES = List.of("en", "kk", "ru", "ar");

  private DigestSamples() {}

  static List<Sample> all() {
    return List.of(
        sample(
            "en",
            "Weather",
            "Rivers rise faster than in any spring since 1993",
            true,
            true,
            "Three towns in the north are filling sandbags. The rescue service asks everyone along the Yesil to keep papers and warm clothes at hand."),
        sample(
            "en",
            "Politics",
            "Parliament passes the budget after a night of amendments",
            false,
            false,
            "Schools get a tenth more than planned, and the new road to the south is put off by a year."),
        sample(
            "en",
            "Sport",
            "Ice hockey: Arlan come back from three goals down",
            false,
            true,
            "The decisive goal fell eleven seconds before the end. Goalkeeper Timur Sagyn called it the loudest evening of his career."),
        sample(
            "en",
            "Sport",
            "City marathon moves to the second Sunday of September",
            false,
            false,
            "Because of heat in August the organisers give up the date that runners have known for two decades."),
        sample(
            "en",
            "Culture",
            "A theatre for two hundred opens in an old grain store",
            false,
            false,
            "The first play is a comedy about a village that waits for a train."),
        sample(
            "en",
            "Culture",
            "Museum shows the first maps of the steppe",
            false,
            false,
            "Some of the sheets were drawn on horseback and show it."),
        sample(
            "kk",
            "Ауа райы",
            "Солтүстікте өзендер 1993 жылдан бергі ең жоғары деңгейге көтерілді",
            true,
            true,
            "Үш қалада тұрғындар құм толтырылған қаптар дайындап жатыр. Құтқарушылар құжаттар мен жылы киімді жақын жерде ұстауды сұрайды."),
        sample(
            "kk",
            "Саясат",
            "Парламент түнгі талқылаудан кейін бюджетті қабылдады",
            false,
            false,
            "Мектептерге жоспардан оннан бірге көп қаражат бөлінеді, ал оңтүстікке апаратын жол бір жылға кейінге қалды."),
        sample(
            "kk",
            "Спорт",
            "Хоккей: «Арлан» үш шайба артта тұрып жеңіске жетті",
            false,
            true,
            "Шешуші гол ойын бітуіне он бір секунд қалғанда соғылды."),
        sample(
            "kk",
            "Спорт",
            "Қалалық марафон қыркүйектің екінші жексенбісіне ауысты",
            false,
            false,
            "Тамыздағы аптап ыстыққа байланысты ұйымдастырушылар жиырма жылдық дәстүрден бас тартты."),
        sample(
            "kk",
            "Мәдениет",
            "Ескі астық қоймасында екі жүз орындық театр ашылды",
            false,
            false,
            "Алғашқы қойылым – пойыз күткен ауыл туралы комедия."),
        sample(
            "kk",
            "Мәдениет",
            "Мұражай даланың алғашқы карталарын көрсетеді",
            false,
            false,
            "Кейбір парақтар ат үстінде сызылған."),
        sample(
            "ru",
            "Погода",
            "Реки на севере поднялись выше, чем за все весны с 1993 года",
            true,
            true,
            "В трёх городах готовят мешки с песком. Спасатели просят держать документы и тёплые вещи под рукой."),
        sample(
            "ru",
            "Политика",
            "Парламент принял бюджет после ночи поправок",
            false,
            false,
            "Школы получат на десятую часть больше, а новая дорога на юг откладывается на год."),
        sample(
            "ru",
            "Спорт",
            "Хоккей: «Арлан» отыгрался с разницы в три шайбы",
            false,
            true,
            "Решающий гол забили за одиннадцать секунд до конца."),
        sample(
            "ru",
            "Спорт",
            "Городской марафон переносят на второе воскресенье сентября",
            false,
            false,
            "Из-за августовской жары организаторы отказываются от даты, которую бегуны знали двадцать лет."),
        sample(
            "ru",
            "Культура",
            "В старом зернохранилище открылся театр на двести мест",
            false,
            false,
            "Первая премьера – комедия о деревне, которая ждёт поезда."),
        sample(
            "ru",
            "Культура",
            "Музей показывает первые карты степи",
            false,
            false,
            "Некоторые листы рисовали прямо в седле, и это видно."),
        sample(
            "ar",
            "الطقس",
            "الأنهار ترتفع أسرع من أي ربيع منذ عام 1993",
            true,
            true,
            "ثلاث مدن في الشمال تملأ أكياس الرمل. وتطلب فرق الإنقاذ إبقاء الأوراق والملابس الدافئة في متناول اليد."),
        sample(
            "ar",
            "سياسة",
            "البرلمان يقر الموازنة بعد ليلة من التعديلات",
            false,
            false,
            "تحصل المدارس على عُشر أكثر مما كان مخططا."),
        sample(
            "ar",
            "رياضة",
            "هوكي: فريق أرلان يعود بعد تأخره بثلاثة أهداف",
            false,
            true,
            "جاء الهدف الحاسم قبل إحدى عشرة ثانية من النهاية."),
        sample(
            "ar",
            "رياضة",
            "ماراثون المدينة ينتقل إلى الأحد الثاني من سبتمبر",
            false,
            false,
            "بسبب الحر في أغسطس."),
        sample(
            "ar",
            "ثقافة",
            "مسرح لمئتي متفرج في مخزن حبوب قديم",
            false,
            false,
            "العرض الأول كوميديا عن قرية تنتظر القطار."),
        sample(
            "ar",
            "ثقافة",
            "المتحف يعرض أولى خرائط السهوب",
            false,
            false,
            "رُسمت بعض الأوراق على ظهور الخيل."));
  }

  private static Sample sample(
      String language,
      String section,
      String headline,
      boolean breaking,
      boolean pictured,
      String lead) {
    return new Sample(language, section, headline, lead, breaking, pictured);
  }

  /**
   * A story.
   *
   * @param language BCP 47 tag
   * @param section its only one
   * @param headline one line
   * @param lead the first sentences
   * @param breaking whether it is urgent
   * @param pictured whether it has a picture
   */
  record Sample(
      String language,
      String section,
      String headline,
      String lead,
      boolean breaking,
      boolean pictured) {}
}
