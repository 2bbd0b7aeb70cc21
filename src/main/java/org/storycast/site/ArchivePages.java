// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;
import org.storycast.mailing.Archive;
import org.storycast.mailing.ArchivePage;
import org.storycast.mailing.Mailings;

/** Past issues, as a page for people and as a feed (Atom, RFC 4287) for their programs. */
@Controller
class ArchivePages {

  private static final String VIEW = "site/archive";
  private static final String PAGE = "/archive";
  private static final String FEED = "/archive.atom";
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final MediaType ATOM =
      new MediaType("application", "atom+xml", StandardCharsets.UTF_8);

  private final Archive archive;
  private final Mailings mailings;
  private final SignUpDesk desk;

  ArchivePages(Archive archive, Mailings mailings, SignUpDesk desk) {
    this.archive = archive;
    this.mailings = mailings;
    this.desk = desk;
  }

  @GetMapping(PAGE)
  String show(
      @RequestParam(defaultValue = "") String language,
      @RequestParam(defaultValue = "") String from,
      Model model,
      HttpServletResponse response) {
    ArchivePage page = page(language, from);
    model.addAttribute("newsroom", this.mailings.senderName());
    model.addAttribute("issues", page.entries().stream().map(this::listed).toList());
    model.addAttribute("older", page.older().map(it -> path(PAGE, language, it)).orElse(null));
    model.addAttribute("languages", languages(language));
    model.addAttribute("signUp", this.desk.isOpen());
    model.addAttribute("feed", path(FEED, language, ""));
    response.setHeader(
        HttpHeaders.CACHE_CONTROL, CacheControl.maxAge(FRESH).cachePublic().getHeaderValue());
    if (!this.archive.isIndexed()) {
      response.setHeader("X-Robots-Tag", "noindex");
    }
    return VIEW;
  }

  @GetMapping(FEED)
  ResponseEntity<byte[]> feed(
      @RequestParam(defaultValue = "") String language,
      @RequestParam(defaultValue = "") String from) {
    ArchivePage page = page(language, from);
    ArchiveFeed feed =
        new ArchiveFeed(
            this.mailings.senderName(),
            this.archive.address(path(PAGE, language, "")),
            this.archive.address(path(FEED, language, from)),
            page.older().map(it -> this.archive.address(path(FEED, language, it))));
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .contentType(ATOM)
            .cacheControl(CacheControl.maxAge(FRESH).cachePublic());
    if (!this.archive.isIndexed()) {
      answer.header("X-Robots-Tag", "noindex");
    }
    return answer.body(feed.write(page.entries(), this.mailings::webAddress));
  }

  private ArchivePage page(String language, String from) {
    return Optional.of(this.archive)
        .filter(Archive::isOpen)
        .flatMap(it -> it.page(language, from))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private Listed listed(ArchivePage.Entry entry) {
    Locale locale = Locale.forLanguageTag(entry.language());
    return new Listed(
        this.mailings.webAddress(entry.id()).getPath(),
        entry.subject(),
        entry.preheader(),
        entry.language(),
        entry.openedAt().toString(),
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(locale)
            .format(entry.openedAt().atOffset(ZoneOffset.UTC)));
  }

  private List<Choice> languages(String chosen) {
    List<String> tags = this.archive.languages();
    return tags.size() < 2
        ? List.of()
        : tags.stream()
            .map(
                tag ->
                    new Choice(
                        tag,
                        Locale.forLanguageTag(tag).getDisplayName(Locale.forLanguageTag(tag)),
                        path(PAGE, tag, ""),
                        tag.equals(chosen)))
            .toList();
  }

  private static String path(String path, String language, String from) {
    UriComponentsBuilder builder = UriComponentsBuilder.fromPath(path);
    if (!language.isEmpty()) {
      builder.queryParam("language", "{language}");
    }
    if (!from.isEmpty()) {
      builder.queryParam("from", "{from}");
    }
    return builder
        .encode()
        .buildAndExpand(java.util.Map.of("language", language, "from", from))
        .toUriString();
  }

  /**
   * An issue in the list.
   *
   * @param path of its page
   * @param subject its headline
   * @param preheader the line below; may be empty
   * @param language BCP 47 tag
   * @param moment for programs
   * @param date for people, in the language
   */
  record Listed(
      String path, String subject, String preheader, String language, String moment, String date) {}

  /**
   * A language to choose.
   *
   * @param tag BCP 47
   * @param name in itself
   * @param path of the list in it
   * @param chosen whether that is the list shown
   */
  record Choice(String tag, String name, String path, boolean chosen) {}
}
