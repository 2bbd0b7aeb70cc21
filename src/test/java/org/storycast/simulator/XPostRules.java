// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.TwitterTextParser;
import com.twitter.twittertext.Validator;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What X demands of a post's JSON and text. */
final class XPostRules {

  private static final String ID = "id";
  private static final String TEXT = "string";
  private static final String FLAG = "boolean";
  private static final String NUMBER = "integer";
  private static final String TEXTS = "array";
  private static final Map<String, Object> BODY =
      Map.ofEntries(
          Map.entry("text", TEXT),
          Map.entry("media", Map.of("media_ids", TEXTS, "tagged_user_ids", TEXTS)),
          Map.entry("reply", Map.of("in_reply_to_tweet_id", ID, "exclude_reply_user_ids", TEXTS)),
          Map.entry("quote_tweet_id", ID),
          Map.entry("reply_settings", TEXT),
          Map.entry("poll", Map.of("options", TEXTS, "duration_minutes", NUMBER)),
          Map.entry("community_id", ID),
          Map.entry("share_with_followers", FLAG),
          Map.entry("nullcast", FLAG),
          Map.entry("made_with_ai", FLAG),
          Map.entry("paid_partnership", FLAG),
          Map.entry("edit_options", Map.of("previous_post_id", ID)),
          Map.entry("geo", Map.of("place_id", TEXT)),
          Map.entry("for_super_followers_only", FLAG),
          Map.entry("card_uri", TEXT),
          Map.entry("direct_message_deep_link", TEXT));

  private XPostRules() {}

  /** The refusal of a body that is not what the API describes. */
  static Optional<SimulatorReply> faultIn(JsonNode body) {
    if (!body.isObject()) {
      return Optional.of(XReplies.invalid("$", "", "$: object expected"));
    }
    Map<String, String> faults = new LinkedHashMap<>();
    check("$", body, BODY, faults);
    List<String> media = mediaIds(body);
    if (body.path("media").path("media_ids").isArray() && media.isEmpty()) {
      faults.put(
          "$.media.media_ids", "$.media.media_ids: there must be a minimum of 1 item in the array");
    }
    if (media.size() > 4) {
      faults.put(
          "$.media.media_ids",
          "$.media.media_ids: there must be a maximum of 4 items in the array");
    }
    if (faults.isEmpty() && body.path("text").asString("").isBlank() && media.isEmpty()) {
      faults.put("$.text", "$.text: text or media is required");
    }
    return faults.entrySet().stream()
        .findFirst()
        .map(it -> XReplies.invalid(it.getKey(), body.toString(), it.getValue()));
  }

  private static void check(
      String path, JsonNode node, Map<?, ?> allowed, Map<String, String> faults) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String at = path + "." + field.getKey();
      Object wanted = allowed.get(field.getKey());
      if (wanted == null) {
        faults.put(
            at,
            at
                + ": is not defined in the schema and the schema does not allow additional"
                + " properties");
      } else if (wanted instanceof Map<?, ?> fields && field.getValue().isObject()) {
        check(at, field.getValue(), fields, faults);
      } else if (!fits(field.getValue(), wanted)) {
        faults.put(
            at,
            "%s: %s found, %s expected".formatted(at, nameOf(field.getValue()), expected(wanted)));
      }
    }
  }

  private static boolean fits(JsonNode value, Object wanted) {
    if (wanted instanceof Map<?, ?>) {
      return false;
    }
    return switch ((String) wanted) {
      case ID -> value.isString() && value.asString().matches("[0-9]{1,19}");
      case TEXT -> value.isString();
      case FLAG -> value.isBoolean();
      case NUMBER -> value.isIntegralNumber();
      default -> value.isArray() && value.valueStream().allMatch(JsonNode::isString);
    };
  }

  private static String expected(Object wanted) {
    return wanted instanceof Map<?, ?> ? "object" : wanted.equals(ID) ? TEXT : wanted.toString();
  }

  private static String nameOf(JsonNode value) {
    return value.isIntegralNumber() ? NUMBER : value.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  static List<String> mediaIds(JsonNode body) {
    return body.path("media").path("media_ids").valueStream().map(it -> it.asString("")).toList();
  }

  /** The refusal of a text that breaks a rule. */
  static Optional<SimulatorReply> faultIn(String text, int limit) {
    if (weightOf(text) > limit || Validator.hasInvalidCharacters(text)) {
      return Optional.of(XReplies.forbidden("You are not permitted to perform this action."));
    }
    return new Extractor().extractCashtags(text).size() > 1
        ? Optional.of(XReplies.forbidden("Your post exceeds the maximum of one cashtag per post."))
        : Optional.empty();
  }

  static int weightOf(String text) {
    return TwitterTextParser.parseTweet(text).weightedLength;
  }

  static boolean hasLink(String text) {
    return !new Extractor().extractURLs(text).isEmpty();
  }

  /** What two posts have in common when X calls one a duplicate. */
  static String normalized(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ");
  }
}
