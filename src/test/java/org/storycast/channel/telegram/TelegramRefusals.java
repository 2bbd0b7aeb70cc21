// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.FailureReason;
import org.storycast.channel.HttpPublisherContract.Refusal;
import org.storycast.channel.Outcome;
import org.storycast.simulator.SimulatorReply;

/** The Bot API's refusals by what they must become. */
final class TelegramRefusals {

  private static final String PARSING = "Bad Request: can't parse entities: ";

  private TelegramRefusals() {}

  static Stream<Refusal> all() {
    return Stream.of(retryable(), closed(), forbidden(), content(), media(), front())
        .flatMap(List::stream);
  }

  private static List<Refusal> retryable() {
    return List.of(
        new Refusal(
            "429 while the server restarts",
            SimulatorReply.json(
                429,
                Map.of(
                    "ok",
                    false,
                    "error_code",
                    429,
                    "description",
                    "Too Many Requests: retry after 5",
                    "parameters",
                    Map.of("retry_after", 5))),
            Outcome.TryLater.class,
            FailureReason.RATE_LIMITED));
  }

  private static List<Refusal> closed() {
    Class<? extends Outcome> closed = Outcome.ChannelClosed.class;
    return Stream.of(
            Stream.of(
                new Refusal(
                    "400 upgraded group",
                    SimulatorReply.json(
                        400,
                        Map.of(
                            "ok",
                            false,
                            "error_code",
                            400,
                            "description",
                            "Bad Request: group chat was upgraded to a supergroup chat",
                            "parameters",
                            Map.of("migrate_to_chat_id", -1009876543210L))),
                    closed,
                    FailureReason.TARGET_GONE)),
            each(
                401,
                closed,
                FailureReason.CREDENTIALS,
                "Unauthorized",
                "Unauthorized: invalid token specified"),
            each(
                404, closed, FailureReason.CREDENTIALS, "Not Found", "Not Found: method not found"),
            each(
                400,
                closed,
                FailureReason.TARGET_GONE,
                "Bad Request: chat not found",
                "Bad Request: chat_id is empty"))
        .flatMap(it -> it)
        .toList();
  }

  private static List<Refusal> forbidden() {
    Class<? extends Outcome> closed = Outcome.ChannelClosed.class;
    return Stream.of(
            each(
                400,
                closed,
                FailureReason.PERMISSION,
                "Bad Request: need administrator rights in the channel chat",
                "Bad Request: have no write access to the chat",
                "Bad Request: not enough rights to send text messages to the chat",
                "Bad Request: not enough rights to send photos to the chat",
                "Bad Request: CHAT_WRITE_FORBIDDEN",
                "Bad Request: CHAT_ADMIN_REQUIRED",
                "Bad Request: not enough rights to manage pinned messages in the chat"),
            each(
                403,
                closed,
                FailureReason.PERMISSION,
                "Forbidden: bot is not a member of the channel chat",
                "Forbidden: bot was kicked from the channel chat",
                "Forbidden: bot was kicked from the supergroup chat",
                "Forbidden: the group chat was deleted",
                "Forbidden: bot was blocked by the user",
                "Forbidden: user is deactivated",
                "Forbidden: bot can't initiate conversation with a user"),
            each(
                409,
                closed,
                FailureReason.PERMISSION,
                "Conflict: terminated by other getUpdates request"))
        .flatMap(it -> it)
        .toList();
  }

  private static List<Refusal> content() {
    Class<? extends Outcome> rejected = Outcome.Rejected.class;
    return Stream.concat(
            each(
                400,
                rejected,
                FailureReason.CONTENT,
                PARSING + "Unsupported start tag \"p\" at byte offset 0",
                PARSING + "Can't find end tag corresponding to start tag \"b\"",
                PARSING + "Unmatched end tag at byte offset 10, expected \"</b>\", found \"</i>\"",
                PARSING + "Unexpected end tag at byte offset 0",
                PARSING + "Unclosed start tag at byte offset 3",
                PARSING + "Empty attribute name in the tag \"a\" at byte offset 0",
                PARSING + "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0",
                "Bad Request: message text is empty",
                "Bad Request: text must be non-empty",
                "Bad Request: unsupported parse_mode",
                "Bad Request: message to be replied not found"),
            each(
                400,
                rejected,
                FailureReason.TOO_LONG,
                "Bad Request: message is too long",
                "Bad Request: message caption is too long",
                "Bad Request: text is too long"))
        .toList();
  }

  private static List<Refusal> media() {
    return each(
            400,
            Outcome.Rejected.class,
            FailureReason.MEDIA,
            "Bad Request: too many messages to send as an album",
            "Bad Request: can't parse InputMedia: no media",
            "Bad Request: Can't use the media of the specified type in the album",
            "Bad Request: type \"animation\" can't be used in sendMediaGroup",
            "Bad Request: wrong HTTP URL specified",
            "Bad Request: failed to get HTTP URL content",
            "Bad Request: wrong type of the web page content",
            "Bad Request: wrong file identifier/HTTP URL specified",
            "Bad Request: can't upload file by URL",
            "Bad Request: PHOTO_INVALID_DIMENSIONS",
            "Bad Request: IMAGE_PROCESS_FAILED",
            "Bad Request: Photo has unsupported extension. Use one of .jpg")
        .toList();
  }

  /** Front servers answer in HTML or with nothing; their 5xx decides nothing. */
  private static List<Refusal> front() {
    return List.of(
        new Refusal(
            "413 HTML",
            SimulatorReply.html(413, "Request Entity Too Large"),
            Outcome.Rejected.class,
            FailureReason.TOO_LONG),
        new Refusal(
            "404 HTML",
            SimulatorReply.html(404, "Not Found"),
            Outcome.ChannelClosed.class,
            FailureReason.CREDENTIALS),
        new Refusal(
            "500 JSON",
            json(500, "Internal Server Error: RPC_SEND_FAIL"),
            Outcome.Unclear.class,
            null),
        new Refusal("500 empty", SimulatorReply.empty(500), Outcome.Unclear.class, null),
        new Refusal(
            "502 HTML", SimulatorReply.html(502, "Bad Gateway"), Outcome.Unclear.class, null),
        new Refusal(
            "504 HTML", SimulatorReply.html(504, "Timed out"), Outcome.Unclear.class, null));
  }

  private static Stream<Refusal> each(
      int code,
      Class<? extends Outcome> outcome,
      @Nullable FailureReason reason,
      String... descriptions) {
    return Stream.of(descriptions)
        .map(it -> new Refusal(code + " " + it, json(code, it), outcome, reason));
  }

  private static SimulatorReply json(int code, String description) {
    return SimulatorReply.json(
        code, Map.of("ok", false, "error_code", code, "description", description));
  }
}
