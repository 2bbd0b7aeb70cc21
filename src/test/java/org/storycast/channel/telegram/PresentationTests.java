// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.Attachment;
import org.storycast.channel.FailureReason;
import org.storycast.channel.MediaDemand;
import org.storycast.channel.Outcome;
import org.storycast.channel.PartProfile;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;

/** Which form a post takes, and what is asked for it. */
class PresentationTests {

  private final TelegramFixtures files = new TelegramFixtures();

  private static TelegramSettings settings(String form) {
    return settings(Map.of("form", form));
  }

  private static TelegramSettings settings(Map<String, String> settings) {
    return TelegramSettings.of(TelegramFixtures.account(URI.create("http://localhost"), settings));
  }

  private static TelegramMessage message(TelegramSettings settings, Post post) {
    return TelegramMessage.of(post, settings);
  }

  private static Post post(int length, List<Attachment> shown) {
    Post post = TelegramFixtures.post("a", shown);
    return new Post(
        Map.of("message", "<b>" + "m".repeat(length) + "</b>", "caption", "c"),
        post.link(),
        post.language(),
        shown,
        List.of(),
        List.of());
  }

  @ParameterizedTest(name = "{0}, {1} characters, {2} pictures, {3} films")
  @CsvSource({
    "text,  10,   1, 0, TEXT,  0",
    "photo, 1024, 1, 0, PHOTO, 1",
    "photo, 1025, 1, 0, TEXT,  0",
    "photo, 10,   3, 0, PHOTO, 1",
    "photo, 10,   0, 0, TEXT,  0",
    "album, 10,   3, 0, ALBUM, 3",
    "album, 4000, 3, 0, ALBUM, 3",
    "album, 10,   9, 0, ALBUM, 4",
    "album, 1024, 1, 0, PHOTO, 1",
    "album, 1025, 1, 0, TEXT,  0",
    "video, 10,   1, 1, VIDEO, 1",
    "video, 4000, 0, 1, VIDEO, 1",
    "video, 10,   1, 0, TEXT,  0",
  })
  void theFormFollowsFromWhatThePostHas(
      String preferred, int length, int pictures, int films, TelegramForm form, int shown) {
    List<Attachment> attachments = new ArrayList<>();
    for (int i = 0; i < pictures; i++) {
      attachments.add(this.files.picture(100 + i));
    }
    for (int i = 0; i < films; i++) {
      attachments.add(this.files.file("film", "video/mp4", 10));
    }
    TelegramMessage message = message(settings(preferred), post(length, attachments));
    assertThat(message.form()).isEqualTo(form);
    assertThat(message.media()).hasSize(shown);
    assertThat(message.html()).isEqualTo(form == TelegramForm.TEXT ? fullText(length) : "c");
  }

  private static String fullText(int length) {
    return "<b>" + "m".repeat(length) + "</b>";
  }

  @Test
  void demandsWhatTheFormShows() {
    assertThat(settings("text").presentation().media()).isEmpty();
    assertThat(settings("text").presentation().parts())
        .extracting(PartProfile::name)
        .containsExactly("message");
    assertThat(settings("photo").presentation().media())
        .allSatisfy(it -> assertThat(((MediaDemand.Pictures) it).most()).isEqualTo(1))
        .noneMatch(MediaDemand::required);
    assertThat(settings(Map.of("form", "album", "album-pictures", "7")).presentation().media())
        .allSatisfy(it -> assertThat(((MediaDemand.Pictures) it).most()).isEqualTo(7));
    assertThat(settings("video").presentation().media())
        .hasOnlyElementsOfType(MediaDemand.Film.class)
        .noneMatch(MediaDemand::required);
    assertThat(settings(Map.of("card", "true")).presentation().media())
        .allSatisfy(it -> assertThat(((MediaDemand.Pictures) it).otherwise()).isNotNull());
  }

  @Test
  void takesItsTurnForEveryPictureOfAnAlbum() {
    TelegramSettings album = settings(Map.of("form", "album", "album-pictures", "10"));
    assertThat(new TelegramPublisher(album, this.files, Clock.systemUTC()).profile())
        .satisfies(it -> assertThat(it.rateLimit().permits()).isEqualTo(2));
  }

  @Test
  void previewsThePictureOfAPostThatLeadsNowhere() {
    Attachment picture = this.files.picture(100);
    Post post =
        new Post(Map.of("message", "a"), null, "en", List.of(picture), List.of(), List.of());
    assertThat(message(settings("photo"), post).preview().getUrlField())
        .isEqualTo(picture.address().toString());
  }

  @ParameterizedTest(name = "silent={0}, urgent={1}")
  @CsvSource({
    "true,true,true",
    "true,false,true",
    "false,false,false",
    "unless-urgent,true,false",
    "unless-urgent,false,true"
  })
  void isSilentAsTheOperatorWants(String setting, boolean urgent, boolean silent) {
    Post post =
        urgent ? TelegramFixtures.urgent("a", List.of()) : TelegramFixtures.post("a", List.of());
    assertThat(message(settings(Map.of("silent", setting)), post).silent()).isEqualTo(silent);
  }

  @Test
  void refusesFilesThatTelegramWould() {
    Attachment film = this.files.file("film", "video/mp4", 50 * 1024 * 1024 + 1);
    Attachment picture = this.files.file("picture", "image/jpeg", 10 * 1024 * 1024 + 1);
    assertThat(message(settings("video"), post(9, List.of(film))).fault())
        .hasValueSatisfying(it -> assertThat(reasonOf(it)).isEqualTo(FailureReason.MEDIA));
    assertThat(message(settings("photo"), post(9, List.of(picture))).fault())
        .hasValueSatisfying(it -> assertThat(reasonOf(it)).isEqualTo(FailureReason.MEDIA));
    assertThat(message(settings("text"), post(4097, List.of())).fault())
        .hasValueSatisfying(it -> assertThat(reasonOf(it)).isEqualTo(FailureReason.TOO_LONG));
  }

  private static FailureReason reasonOf(Outcome outcome) {
    return ((Outcome.Rejected) outcome).reason();
  }

  @ParameterizedTest(name = "{0} after a post in {1} called {2}")
  @CsvSource({
    "@steppe_courier, -1001234567890, @steppe_courier, 7",
    "@Steppe_Courier, -1001234567890, @steppe_courier, 7",
    "-1001234567890,  -1001234567890, @steppe_courier, 7",
    "@another,        -1001234567890, @steppe_courier,",
    "-1009,           -1001234567890, @steppe_courier,",
  })
  void continuesOnlyWhatStandsInTheSameChat(String set, String chat, String target, Integer id) {
    Map<String, String> evidence = new HashMap<>();
    evidence.put("chat", chat);
    evidence.put("target", target);
    Receipt earlier = new Receipt(List.of(new Receipt.Part("7", null)), Instant.EPOCH, evidence);
    Post post = TelegramFixtures.post("a", List.of()).inReplyTo(earlier);
    assertThat(message(settings(Map.of("chat-id", set)), post).replyTo()).isEqualTo(id);
  }
}
