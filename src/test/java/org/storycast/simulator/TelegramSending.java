// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The methods that publish. */
final class TelegramSending {

  private static final int FEWEST = 2;
  private static final int MOST = 10;
  private static final Set<String> MIXABLE = Set.of("photo", "video");
  private static final Set<String> INPUT_MEDIA =
      Set.of("photo", "video", "audio", "document", "animation", "live_photo");

  private final TelegramState state;

  TelegramSending(TelegramState state) {
    this.state = state;
  }

  Object sendMessage(long bot, TelegramParameters parameters) {
    TelegramHtml.Parsed text = TelegramTexts.text(parameters);
    refuseBadPreview(parameters);
    TelegramChat chat = this.state.chatToPostIn(parameters, bot, "text messages");
    TelegramPost.Delivery delivery = delivery(chat, parameters);
    this.state.rates().count(bot, chat.id(), 1);
    return this.state.post(chat, bot, text, null, null, delivery).json(chat);
  }

  /** What is not there is answered only by those who allow it. */
  private static TelegramPost.Delivery delivery(TelegramChat chat, TelegramParameters parameters) {
    boolean silent = parameters.flag("disable_notification");
    if (parameters.text("reply_parameters").isEmpty()) {
      return new TelegramPost.Delivery(null, silent);
    }
    JsonNode reply =
        parameters
            .json("reply_parameters")
            .filter(JsonNode::isObject)
            .orElseThrow(
                () -> TelegramRefusal.badRequest("can't parse reply parameters JSON object"));
    int answered = reply.path("message_id").asInt(0);
    if (chat.posts().containsKey(answered)) {
      return new TelegramPost.Delivery(answered, silent);
    }
    if (!reply.path("allow_sending_without_reply").asBoolean(false)) {
      throw TelegramRefusal.badRequest("message to be replied not found");
    }
    return new TelegramPost.Delivery(null, silent);
  }

  private static void refuseBadPreview(TelegramParameters parameters) {
    if (!parameters.text("link_preview_options").isEmpty()
        && parameters.json("link_preview_options").filter(JsonNode::isObject).isEmpty()) {
      throw TelegramRefusal.badRequest("can't parse link preview options JSON object");
    }
  }

  Object sendPhoto(long bot, TelegramParameters parameters) {
    return sendMedia("photo", bot, parameters);
  }

  Object sendVideo(long bot, TelegramParameters parameters) {
    return sendMedia("video", bot, parameters);
  }

  private Object sendMedia(String kind, long bot, TelegramParameters parameters) {
    TelegramHtml.Parsed caption =
        TelegramTexts.caption(parameters.text("caption"), parameters.text("parse_mode"));
    TelegramMedia media = this.state.files().take(kind, parameters.text(kind), parameters.files());
    TelegramChat chat = this.state.chatToPostIn(parameters, bot, kind + "s");
    TelegramPost.Delivery delivery = delivery(chat, parameters);
    this.state.rates().count(bot, chat.id(), 1);
    return this.state.post(chat, bot, caption, media, null, delivery).json(chat);
  }

  Object sendMediaGroup(long bot, TelegramParameters parameters) {
    List<JsonNode> items = items(parameters);
    TelegramChat chat = this.state.chatToPostIn(parameters, bot, "photos");
    TelegramPost.Delivery delivery = delivery(chat, parameters);
    List<TelegramMedia> media = new ArrayList<>();
    List<TelegramHtml.Parsed> captions = new ArrayList<>();
    for (JsonNode item : items) {
      captions.add(
          TelegramTexts.caption(
              item.path("caption").stringValue(""), item.path("parse_mode").stringValue("")));
      media.add(take(item, items.indexOf(item), parameters));
    }
    this.state.rates().count(bot, chat.id(), items.size());
    String group = this.state.nextGroup();
    List<Map<String, Object>> messages = new ArrayList<>();
    for (int i = 0; i < media.size(); i++) {
      messages.add(
          this.state.post(chat, bot, captions.get(i), media.get(i), group, delivery).json(chat));
    }
    return messages;
  }

  /** One bad item fails the album. */
  private TelegramMedia take(JsonNode item, int index, TelegramParameters parameters) {
    try {
      return this.state
          .files()
          .take(
              item.path("type").stringValue(),
              item.path("media").stringValue(""),
              parameters.files());
    } catch (TelegramRefusal refusal) {
      throw TelegramRefusal.badRequest(
          "failed to send message #%d with the error message \"%s\""
              .formatted(index + 1, refusal.getMessage().replace("Bad Request: ", "")));
    }
  }

  private static List<JsonNode> items(TelegramParameters parameters) {
    List<JsonNode> items = new ArrayList<>();
    parameters
        .json("media")
        .filter(JsonNode::isArray)
        .orElseThrow(() -> TelegramRefusal.badRequest("can't parse media JSON object"))
        .forEach(items::add);
    if (items.size() > MOST) {
      throw TelegramRefusal.badRequest("too many messages to send as an album");
    }
    if (items.size() < FEWEST) {
      throw TelegramRefusal.badRequest("there are too few media to send as an album");
    }
    items.forEach(TelegramSending::refuseUnsuitable);
    refuseMixed(items);
    return items;
  }

  private static void refuseUnsuitable(JsonNode item) {
    String type = item.path("type").stringValue("");
    if (!INPUT_MEDIA.contains(type)) {
      throw TelegramRefusal.badRequest(
          "can't parse InputMedia: invalid type \"%s\" specified".formatted(type));
    }
    if (type.equals("animation")) {
      throw TelegramRefusal.badRequest("type \"animation\" can't be used in sendMediaGroup");
    }
  }

  private static void refuseMixed(List<JsonNode> items) {
    List<String> types =
        items.stream().map(it -> it.path("type").stringValue("")).distinct().toList();
    if (types.size() > 1 && !MIXABLE.containsAll(types)) {
      throw TelegramRefusal.badRequest("Can't use the media of the specified type in the album");
    }
  }
}
