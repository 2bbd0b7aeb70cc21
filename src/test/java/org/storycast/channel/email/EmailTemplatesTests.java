// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.FileLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.mailing.InlineStyles;
import org.storycast.mailing.Markers;

/**
 * The templates with a story of an invented newspaper; the pages are kept for people to look at.
 */
class EmailTemplatesTests {

  private static final Path KEPT = Path.of("target", "looked-at");

  @Test
  void carriesEverythingThatAMailNeeds() throws IOException {
    String html = render("html.html", true);
    Document page = Jsoup.parse(html);
    assertThat(page.select("html").attr("lang")).isEqualTo("en");
    assertThat(page.select("h1").text()).isEqualTo("Rivers rise & <fall>");
    assertThat(page.select("img").attr("alt")).isEqualTo("A flooded road");
    assertThat(page.select("a.button").attr("href"))
        .isEqualTo("https://courier.example/rivers?a=1&b=2");
    assertThat(page.select("a[href=\"%s\"]".formatted(Markers.UNSUBSCRIBE))).hasSize(1);
    assertThat(page.select("a[href=\"%s\"]".formatted(Markers.WEB_VERSION))).hasSize(1);
    assertThat(page.select("a[href=\"%s\"]".formatted(Markers.PREFERENCES))).hasSize(1);
    assertThat(html).contains(Markers.POSTAL_ADDRESS).contains(Markers.PREHEADER);
    assertThat(html).contains("Follow us on <a href=\"https://t.example\">Telegram</a>");
  }

  @Test
  void leavesOutWhatAStoryLacks() throws IOException {
    Document page = Jsoup.parse(render("html.html", false));
    assertThat(page.select("img, a.button")).isEmpty();
    assertThat(page.select("p").eachText()).noneMatch(String::isEmpty);
  }

  @Test
  void saysTheSameInPlainText() throws IOException {
    assertThat(render("text.txt", true))
        .contains("Rivers rise & <fall>")
        .contains("https://courier.example/rivers?a=1&b=2")
        .contains(Markers.UNSUBSCRIBE)
        .contains(Markers.POSTAL_ADDRESS)
        .doesNotContain("&amp;");
    assertThat(render("subject.txt", true).strip()).isEqualTo("Rivers rise & <fall>");
    assertThat(render("preheader.txt", false).strip()).isEqualTo("The rivers of the north rise.");
  }

  @Test
  void leavesNothingButMediaAndTheRootToTheSheet() throws IOException {
    String html = keep("email.html", variables(true));
    String sheet = Jsoup.parse(html).select("style").html();
    assertThat(sheet.lines().filter(line -> line.startsWith("."))).isNotEmpty();
    assertThat(sheet.substring(0, sheet.indexOf("@media")).strip())
        .startsWith(":root")
        .hasLineCount(1);
    assertThat(Jsoup.parse(html).select("[class]:not([style])"))
        .allMatch(element -> element.is(".ink a, .quiet a, .webversion, .mail-only"));
    assertThat(html.length()).isLessThan(20_000);
  }

  @Test
  void bearsLongWordsOtherAlphabetsAndNoPicture() throws IOException {
    for (var sample :
        Map.of(
                "long", "Extraordinary parliamentary commission on transboundary water ".repeat(3),
                "kk", "Қазақстанның солтүстігінде өзендер тасып, үш қала дайындалып жатыр",
                "kk-Arab", "قازاقستاننىڭ سولتۇستىگىندە وزەندەر تاسىپ، ٷش قالا دايىندالىپ جاتىر",
                "ar", "ارتفاع منسوب الأنهار في الشمال وثلاث مدن تستعد")
            .entrySet()) {
      Map<String, Object> variables = variables(!sample.getKey().equals("ar"));
      Map<String, Object> story = story(!sample.getKey().equals("ar"));
      story.put("headline", sample.getValue());
      story.put("summary", sample.getValue() + ". " + sample.getValue() + ".");
      variables.put("story", story);
      boolean leftwards = sample.getKey().startsWith("ar") || sample.getKey().endsWith("Arab");
      variables.put("language", sample.getKey().equals("long") ? "en" : sample.getKey());
      variables.put("direction", leftwards ? "rtl" : "ltr");
      Document page = Jsoup.parse(keep("email-" + sample.getKey() + ".html", variables));
      assertThat(page.select("html").attr("dir")).isEqualTo(leftwards ? "rtl" : "ltr");
      assertThat(page.select("h1").text()).isEqualTo(sample.getValue().strip());
      assertThat(page.select(".above").attr("style"))
          .contains("text-align: " + (leftwards ? "left" : "right"));
    }
  }

  @Test
  void writesLettersInTheSameDress() throws IOException {
    for (var form : EmailForms.all()) {
      String extension = form.name().contains("-") ? ".txt" : ".html";
      Map<String, Object> variables = variables(true);
      variables.putAll(form.sample());
      String text = render(form.name() + extension, variables);
      form.demands().forEach(demand -> assertThat(text).contains(demand.text()));
      assertThat(text).isNotBlank();
      if (extension.equals(".html")) {
        Files.createDirectories(KEPT);
        Files.writeString(
            KEPT.resolve("email-" + form.name() + ".html"), InlineStyles.inline(text));
        assertThat(text).contains(Markers.POSTAL_ADDRESS).contains("class=\"headline ink\"");
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "en, Somebody, address already, Welcome",
    "ru-KZ, Кто-то, уже приходят, Добро пожаловать",
    "kk, Біреу, бұрыннан, Қош келдіңіз",
    "de, Somebody, address already, Welcome"
  })
  void writesLettersInTheReadersLanguage(
      String language, String somebody, String already, String welcome) throws IOException {
    Map<String, Object> variables = variables(true);
    variables.put("language", language);
    variables.putAll(Map.of("confirm", "https://x.example", "name", "", "archive", ""));
    for (String name : List.of("confirm.html", "confirm-text.txt")) {
      variables.put("known", "");
      assertThat(render(name, variables)).contains(somebody).doesNotContain(already);
      variables.put("known", "yes");
      assertThat(render(name, variables)).contains(somebody).contains(already);
    }
    for (String name : List.of("welcome.html", "welcome-text.txt", "welcome-subject.txt")) {
      assertThat(render(name, variables)).contains(welcome);
    }
    assertThat(render("confirm-subject.txt", variables).strip()).hasLineCount(1);
  }

  private static String keep(String name, Map<String, Object> variables) throws IOException {
    String html = InlineStyles.inline(render("html.html", variables));
    Files.createDirectories(KEPT);
    Files.writeString(KEPT.resolve(name), html);
    return html;
  }

  private static String render(String name, boolean rich) throws IOException {
    return render(name, variables(rich));
  }

  private static String render(String name, Map<String, Object> variables) throws IOException {
    FileLoader loader = new FileLoader(Path.of("templates/email").toAbsolutePath().toString());
    PebbleEngine engine =
        new PebbleEngine.Builder()
            .loader(loader)
            .strictVariables(true)
            .defaultEscapingStrategy("html")
            .autoEscaping(name.endsWith(".html"))
            .build();
    StringWriter page = new StringWriter();
    engine.getTemplate(name).evaluate(page, variables);
    return page.toString();
  }

  private static Map<String, Object> story(boolean rich) {
    Map<String, Object> story = new HashMap<>();
    story.put("headline", "Rivers rise & <fall>");
    story.put(
        "lead",
        rich
            ? "The rivers of the north rise faster than in any spring since 1993, and three towns"
                + " are getting ready."
            : "");
    story.put("summary", "The rivers of the north rise.");
    story.put("byline", rich ? "By Asel Nurlan" : "");
    story.put("dateline", rich ? "PETROPAVL" : "");
    story.put("section", rich ? "Weather" : "");
    story.put("picture", rich ? picture() : null);
    return story;
  }

  private static Map<String, Object> variables(boolean rich) {
    Map<String, Object> story = story(rich);
    Map<String, Object> all = new HashMap<>();
    all.put("story", story);
    all.put("stories", List.of(story));
    all.put("link", rich ? "https://courier.example/rivers?a=1&b=2" : "");
    all.put(
        "newsroom",
        Map.of("name", "The Steppe Courier", "website", rich ? "https://courier.example" : ""));
    all.put(
        "follow",
        rich
            ? new io.pebbletemplates.pebble.extension.escaper.SafeString(
                "Follow us on <a href=\"https://t.example\">Telegram</a>")
            : "");
    all.put("language", "en");
    all.put("direction", "ltr");
    return all;
  }

  private static Map<String, String> picture() {
    return Map.of(
        "address",
            "data:image/svg+xml;utf8,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16"
                + " 9'%3E%3Crect width='16' height='9' fill='%236a8caf'/%3E%3C/svg%3E",
        "alt", "A flooded road",
        "caption", "The road to the north on Tuesday.",
        "credit", "Photo: Timur Sagyn");
  }
}
