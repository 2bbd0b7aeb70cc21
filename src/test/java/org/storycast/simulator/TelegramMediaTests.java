// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.MutableClock;

/** Breaks every rule about pictures, films and albums once, by a raw request. */
class TelegramMediaTests {

  private static final String TOKEN = TelegramSimulator.TOKEN;
  private static final String CHAT = "chat_id=@steppe_courier";

  private final TelegramSimulator simulator =
      new TelegramSimulator(new MutableClock(Instant.parse("2026-11-20T12:00:00Z")));
  private final RawTelegram telegram = new RawTelegram(this.simulator.address());

  @AfterEach
  void stop() {
    this.simulator.close();
  }

  private static byte[] picture(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "jpeg", bytes);
    return bytes.toByteArray();
  }

  private RawTelegram.Answer upload(byte[] photo, String... more) {
    List<String> fields = new java.util.ArrayList<>(List.of(CHAT));
    fields.addAll(List.of(more));
    return this.telegram.multipart(TOKEN, "sendPhoto", fields, "photo", photo);
  }

  @Test
  void takesAnUploadedPhotoAndKnowsItAgain() throws IOException {
    RawTelegram.Answer answer =
        upload(picture(120, 80), "caption=<i>The bridge</i>", "parse_mode=HTML");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().at("/result/photo/0/width").intValue()).isEqualTo(120);
    assertThat(answer.body().at("/result/caption").stringValue()).isEqualTo("The bridge");
    assertThat(answer.body().at("/result/caption_entities/0/type").stringValue())
        .isEqualTo("italic");
    String id = answer.body().at("/result/photo/0/file_id").stringValue();
    assertThat(
            this.telegram
                .form(
                    TOKEN, "sendPhoto", RawTelegram.form("chat_id", "@steppe_courier", "photo", id))
                .status())
        .isEqualTo(200);
    assertThat(this.simulator.publications()).hasSize(2);
  }

  @Test
  void refusesPhotosOfTheWrongKindOrSize() throws IOException {
    assertThat(upload(picture(9000, 1001)))
        .isEqualTo(RawTelegram.badRequest("PHOTO_INVALID_DIMENSIONS"));
    assertThat(upload(picture(210, 10)))
        .isEqualTo(RawTelegram.badRequest("PHOTO_INVALID_DIMENSIONS"));
    assertThat(upload("no picture".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(RawTelegram.badRequest("IMAGE_PROCESS_FAILED"));
    assertThat(upload(new byte[10 * 1024 * 1024 + 1]).description())
        .endsWith("is too big for a photo; the maximum size is 10485760 bytes");
  }

  @Test
  void refusesLongCaptions() throws IOException {
    assertThat(upload(picture(10, 10), "caption=" + "a".repeat(1025)))
        .isEqualTo(RawTelegram.badRequest("message caption is too long"));
    assertThat(upload(picture(10, 10), "caption=" + "a".repeat(1024)).status()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense|wrong file identifier/HTTP URL specified",
        "http://a b|wrong HTTP URL specified",
        "http://127.0.0.1:1/a.jpg|failed to get HTTP URL content",
      })
  void refusesAddressesThatLeadNowhere(String photo, String description) {
    assertThat(
            this.telegram.form(
                TOKEN, "sendPhoto", RawTelegram.form("chat_id", "@steppe_courier", "photo", photo)))
        .isEqualTo(RawTelegram.badRequest(description));
  }

  @Test
  void refusesPagesThatAreNoPictures() throws IOException {
    try (var elsewhere = new TelegramSimulator(new MutableClock(Instant.EPOCH))) {
      String page = elsewhere.address() + "/bot" + TOKEN + "/getMe";
      assertThat(
              this.telegram.form(
                  TOKEN,
                  "sendVideo",
                  RawTelegram.form("chat_id", "@steppe_courier", "video", page)))
          .isEqualTo(RawTelegram.badRequest("wrong type of the web page content"));
    }
  }

  private RawTelegram.Answer album(byte[] file, String media) {
    return this.telegram.multipart(
        TOKEN, "sendMediaGroup", List.of(CHAT, "media=[" + media + "]"), "one", file);
  }

  private static String item(String type) {
    return "{\"type\":\"%s\",\"media\":\"attach://one\"}".formatted(type);
  }

  @Test
  void takesAlbumsAndNumbersTheirMessages() throws IOException {
    RawTelegram.Answer answer = album(picture(10, 10), item("photo") + "," + item("video"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().at("/result").size()).isEqualTo(2);
    assertThat(answer.body().at("/result/0/message_id").intValue()).isEqualTo(1);
    assertThat(answer.body().at("/result/1/message_id").intValue()).isEqualTo(2);
    assertThat(answer.body().at("/result/0/media_group_id"))
        .isEqualTo(answer.body().at("/result/1/media_group_id"));
  }

  @Test
  void refusesAlbumsThatTelegramWouldNot() throws IOException {
    byte[] good = picture(10, 10);
    String photos = (item("photo") + ",").repeat(10);
    assertThat(album(good, photos + item("photo")))
        .isEqualTo(RawTelegram.badRequest("too many messages to send as an album"));
    assertThat(album(good, item("photo") + "," + item("document")))
        .isEqualTo(
            RawTelegram.badRequest("Can't use the media of the specified type in the album"));
    assertThat(album(good, item("photo") + "," + item("animation")))
        .isEqualTo(RawTelegram.badRequest("type \"animation\" can't be used in sendMediaGroup"));
    assertThat(album(good, item("photo") + "," + item("pigeon")).description())
        .startsWith("Bad Request: can't parse InputMedia: ");
    assertThat(album(new byte[3], item("photo") + "," + item("photo")))
        .isEqualTo(
            RawTelegram.badRequest(
                "failed to send message #1 with the error message \"IMAGE_PROCESS_FAILED\""));
    assertThat(this.simulator.publications()).isEmpty();
  }

  private RawTelegram.Answer edit(int message, String media, byte[] file) {
    return this.telegram.multipart(
        TOKEN,
        "editMessageMedia",
        List.of(CHAT, "message_id=" + message, "media=" + media),
        "one",
        file);
  }

  @Test
  void showsAnotherPictureAndRefusesWhatIsNone() throws IOException {
    upload(picture(10, 10), "caption=a");
    assertThat(
            edit(1, item("photo"), picture(30, 20)).body().at("/result/photo/0/width").intValue())
        .isEqualTo(30);
    assertThat(edit(1, item("photo"), "no picture".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(RawTelegram.badRequest("IMAGE_PROCESS_FAILED"));
    assertThat(edit(9, item("photo"), picture(30, 20)))
        .isEqualTo(RawTelegram.badRequest("message to edit not found"));
    assertThat(edit(1, "[]", picture(30, 20)))
        .isEqualTo(RawTelegram.badRequest("can't parse InputMedia: no media"));
    assertThat(edit(1, item("pigeon"), picture(30, 20)).description())
        .startsWith("Bad Request: can't parse InputMedia: ");
    String long1025 =
        "{\"type\":\"photo\",\"media\":\"attach://one\",\"caption\":\"%s\"}"
            .formatted("a".repeat(1025));
    assertThat(edit(1, long1025, picture(30, 20)))
        .isEqualTo(RawTelegram.badRequest("message caption is too long"));
  }

  @Test
  void refusesFilmsThatAreTooBig() {
    assertThat(
            this.telegram
                .multipart(
                    TOKEN, "sendVideo", List.of(CHAT), "video", new byte[50 * 1024 * 1024 + 1])
                .description())
        .endsWith("is too big for a video; the maximum size is 52428800 bytes");
  }
}
