// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.storycast.story.Content;
import org.storycast.story.Picture;

/** Reads the fields of one submission and collects every problem on the way. */
final class SubmissionCheck {

  /** A long report has a tenth of it. */
  private static final int LONGEST_BODY = 1_000_000;

  private static final int LONGEST_LINE = 1_000;
  private static final int LONGEST_LEAD = 10_000;
  private static final int LONGEST_LIST = 100;

  private final List<FieldProblem> problems = new ArrayList<>();

  List<FieldProblem> problems() {
    return this.problems;
  }

  String line(String field, @Nullable String value) {
    return text(field, value, LONGEST_LINE);
  }

  String lead(@Nullable String value) {
    return text("lead", value, LONGEST_LEAD);
  }

  private String text(String field, @Nullable String value, int longest) {
    String line = PlainText.line(value);
    if (line.length() > longest) {
      problem(field, "It has %d characters".formatted(line.length()), "Send at most " + longest);
      return "";
    }
    return line;
  }

  String headline(@Nullable String value) {
    String headline = line("headline", value);
    if (PlainText.line(value).isEmpty()) {
      problem("headline", "It is missing or blank", "Send the story's headline as text");
    }
    return headline;
  }

  String body(@Nullable String html, @Nullable String text) {
    if (html != null && !html.isBlank() && text != null && !text.isBlank()) {
      problem("bodyText", "There is a bodyHtml too", "Send one of them");
    }
    String field = html == null || html.isBlank() ? "bodyText" : "bodyHtml";
    String body = Objects.requireNonNullElse(field.equals("bodyHtml") ? html : text, "");
    if (body.length() > LONGEST_BODY) {
      problem(
          field,
          "It has %d characters".formatted(body.length()),
          "Send at most %d; pictures go into \"pictures\" as addresses".formatted(LONGEST_BODY));
      return "";
    }
    return body;
  }

  @Nullable URI address(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    URI address = WebAddress.resolve(null, value).orElse(null);
    if (address == null || value.length() > LONGEST_LINE * 2) {
      problem(
          field, "It is no address on the web", "Send one that begins with https:// or http://");
    }
    return address;
  }

  String language(@Nullable String value) {
    if (value == null || value.isBlank()) {
      return "en";
    }
    try {
      return new Locale.Builder().setLanguageTag(value.strip()).build().toLanguageTag();
    } catch (IllformedLocaleException malformed) {
      problem("language", "It is no language tag", "Send a BCP 47 tag such as en, kk or zh-Hant");
      return "en";
    }
  }

  @Nullable Instant moment(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(value.strip()).toInstant();
    } catch (DateTimeException malformed) {
      problem(
          field,
          "It is no moment in ISO 8601 with a zone",
          "Send it as in 2026-03-02T09:30:00+05:00");
      return null;
    }
  }

  Content.Priority priority(@Nullable String value) {
    String name = PlainText.line(value).toUpperCase(Locale.ROOT);
    for (Content.Priority priority : Content.Priority.values()) {
      if (priority.name().equals(name)) {
        return priority;
      }
    }
    if (!name.isEmpty()) {
      problem("priority", "It is unknown", "Send routine or breaking");
    }
    return Content.Priority.ROUTINE;
  }

  List<String> lines(String field, @Nullable List<String> values) {
    List<String> given = values == null ? List.of() : values;
    if (given.size() > LONGEST_LIST) {
      problem(field, "It has %d entries".formatted(given.size()), "Send at most " + LONGEST_LIST);
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    for (int index = 0; index < given.size(); index++) {
      String line = line("%s[%d]".formatted(field, index), given.get(index));
      if (!line.isEmpty() && !lines.contains(line)) {
        lines.add(line);
      }
    }
    return lines;
  }

  List<Picture> pictures(@Nullable List<StorySubmission.SubmittedPicture> values) {
    List<StorySubmission.SubmittedPicture> given = values == null ? List.of() : values;
    if (given.size() > LONGEST_LIST) {
      problem("pictures", "There are " + given.size(), "Send at most " + LONGEST_LIST);
      return List.of();
    }
    List<Picture> pictures = new ArrayList<>();
    for (int index = 0; index < given.size(); index++) {
      String field = "pictures[%d].".formatted(index);
      StorySubmission.SubmittedPicture picture = given.get(index);
      URI address = address(field + "address", picture.address());
      if (picture.address() == null || picture.address().isBlank()) {
        problem(field + "address", "It is missing", "Send where the picture is on the web");
      }
      String alt = line(field + "altText", picture.altText());
      String caption = line(field + "caption", picture.caption());
      String credit = CreditLine.bare(line(field + "credit", picture.credit()));
      if (address != null) {
        pictures.add(new Picture(address, alt, caption, credit));
      }
    }
    return Pictures.distinct(pictures);
  }

  void problem(String field, String problem, String remedy) {
    this.problems.add(new FieldProblem(field, problem, remedy));
  }
}
