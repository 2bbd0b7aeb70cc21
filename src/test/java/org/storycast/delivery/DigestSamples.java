// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.util.List;

/** A day's stories of an invented newspaper, in four languages, six in each. */
final class DigestSamples {

  static final List<String> LANGUAGES = List.of("en", "kk", "ru", "ar");

  private static final String STORIES =
      """
      en|Weather|Rivers rise faster than in any spring since 1993|breaking|pictured|Three towns in the north are filling sandbags. The rescue service asks everyone along the Yesil to keep papers and warm clothes at hand.
      en|Politics|Parliament passes the budget after a night of amendments|||Schools get a tenth more than planned, and the new road to the south is put off by a year.
      en|Sport|Ice hockey: Arlan come back from three goals down||pictured|The decisive goal fell eleven seconds before the end. Goalkeeper Timur Sagyn called it the loudest evening of his career.
      en|Sport|City marathon moves to the second Sunday of September|||Because of heat in August the organisers give up the date that runners have known for two decades.
      en|Culture|A theatre for two hundred opens in an old grain store|||The first play is a comedy about a village that waits for a train.
      en|Culture|Museum shows the first maps of the steppe|||Some of the sheets were drawn on horseback and show it.

      kk|Ауа райы|Солтүстікте өзендер 1993 жылдан бергі ең жоғары деңгейге көтерілді|breaking|pictured|Үш қалада тұрғындар құм толтырылған қаптар дайындап жатыр. Құтқарушылар құжаттар мен жылы киімді жақын жерде ұстауды сұрайды.
      kk|Саясат|Парламент түнгі талқылаудан кейін бюджетті қабылдады|||Мектептерге жоспардан оннан бірге көп қаражат бөлінеді, ал оңтүстікке апаратын жол бір жылға кейінге қалды.
      kk|Спорт|Хоккей: «Арлан» үш шайба артта тұрып жеңіске жетті||pictured|Шешуші гол ойын бітуіне он бір секунд қалғанда соғылды.
      kk|Спорт|Қалалық марафон қыркүйектің екінші жексенбісіне ауысты|||Тамыздағы аптап ыстыққа байланысты ұйымдастырушылар жиырма жылдық дәстүрден бас тартты.
      kk|Мәдениет|Ескі астық қоймасында екі жүз орындық театр ашылды|||Алғашқы қойылым – пойыз күткен ауыл туралы комедия.
      kk|Мәдениет|Мұражай даланың алғашқы карталарын көрсетеді|||Кейбір парақтар ат үстінде сызылған.

      ru|Погода|Реки на севере поднялись выше, чем за все весны с 1993 года|breaking|pictured|В трёх городах готовят мешки с песком. Спасатели просят держать документы и тёплые вещи под рукой.
      ru|Политика|Парламент принял бюджет после ночи поправок|||Школы получат на десятую часть больше, а новая дорога на юг откладывается на год.
      ru|Спорт|Хоккей: «Арлан» отыгрался с разницы в три шайбы||pictured|Решающий гол забили за одиннадцать секунд до конца.
      ru|Спорт|Городской марафон переносят на второе воскресенье сентября|||Из-за августовской жары организаторы отказываются от даты, которую бегуны знали двадцать лет.
      ru|Культура|В старом зернохранилище открылся театр на двести мест|||Первая премьера – комедия о деревне, которая ждёт поезда.
      ru|Культура|Музей показывает первые карты степи|||Некоторые листы рисовали прямо в седле, и это видно.

      ar|الطقس|الأنهار ترتفع أسرع من أي ربيع منذ عام 1993|breaking|pictured|ثلاث مدن في الشمال تملأ أكياس الرمل. وتطلب فرق الإنقاذ إبقاء الأوراق والملابس الدافئة في متناول اليد.
      ar|سياسة|البرلمان يقر الموازنة بعد ليلة من التعديلات|||تحصل المدارس على عُشر أكثر مما كان مخططا.
      ar|رياضة|هوكي: فريق أرلان يعود بعد تأخره بثلاثة أهداف||pictured|جاء الهدف الحاسم قبل إحدى عشرة ثانية من النهاية.
      ar|رياضة|ماراثون المدينة ينتقل إلى الأحد الثاني من سبتمبر|||بسبب الحر في أغسطس.
      ar|ثقافة|مسرح لمئتي متفرج في مخزن حبوب قديم|||العرض الأول كوميديا عن قرية تنتظر القطار.
      ar|ثقافة|المتحف يعرض أولى خرائط السهوب|||رُسمت بعض الأوراق على ظهور الخيل.
      """;

  private DigestSamples() {}

  static List<Sample> all() {
    return STORIES
        .lines()
        .filter(line -> !line.isEmpty())
        .map(line -> line.split("\\|", -1))
        .map(it -> new Sample(it[0], it[1], it[2], it[5], !it[3].isEmpty(), !it[4].isEmpty()))
        .toList();
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
