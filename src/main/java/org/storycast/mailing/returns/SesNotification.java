// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing.returns;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A notification of Amazon SES that SNS sends as mail (docs.aws.amazon.com/ses, notification
 * contents, read 2026-11).
 */
final class SesNotification {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SesNotification() {}

  static boolean isOne(String text) {
    return text.stripLeading().startsWith("{\"notificationType\"");
  }

  static List<ReturnedCopy> read(String text) {
    try {
      JsonNode root = JSON.readTree(text.strip().replaceAll("\\R", "").replaceFirst("}--.*", "}"));
      List<ReturnedCopy> copies = new ArrayList<>();
      root.path("bounce").path("bouncedRecipients").forEach(it -> copies.add(bounced(it)));
      root.path("complaint")
          .path("complainedRecipients")
          .forEach(
              it -> copies.add(copy(ReturnKind.COMPLAINT, it.path("emailAddress").asString(""))));
      root.path("delivery")
          .path("recipients")
          .forEach(it -> copies.add(copy(ReturnKind.NO_BOUNCE, it.asString(""))));
      return copies;
    } catch (JacksonException garbled) {
      return List.of();
    }
  }

  private static ReturnedCopy bounced(JsonNode recipient) {
    String words = recipient.path("diagnosticCode").asString("");
    String status = recipient.path("status").asString("");
    int code = Replies.codeIn(words + " ");
    return new ReturnedCopy(
        Replies.judge(code, status, words),
        List.of(recipient.path("emailAddress").asString("")),
        code,
        status,
        true);
  }

  private static ReturnedCopy copy(ReturnKind kind, String address) {
    return new ReturnedCopy(kind, List.of(address), 0, "", true);
  }
}
