// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import com.github.tomakehurst.wiremock.http.Request;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.storycast.simulator.SimulatorRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The multipart body of a call, as the JSON object that it stands for. */
final class TelegramParts {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern ATTACHED = Pattern.compile("attach://([^\"]+)");

  private final SimulatorRequest request;
  private final JsonNode fields;

  TelegramParts(SimulatorRequest request, JsonNode fields) {
    this.request = request;
    this.fields = fields;
  }

  /** Files become empty objects; those that a text attaches are no fields of their own. */
  JsonNode asJson(List<String> complaints) {
    ObjectNode json = JSON.createObjectNode();
    Set<String> attached = new HashSet<>();
    for (Request.Part part : this.request.raw().getParts()) {
      if (part.getFileName() == null) {
        String text = part.getBody().asString();
        ATTACHED.matcher(text).results().map(it -> it.group(1)).forEach(attached::add);
        json.set(part.getName(), valueOf(part.getName(), text));
      } else {
        json.set(part.getName(), JSON.createObjectNode());
      }
    }
    attached.stream()
        .filter(name -> !json.has(name))
        .forEach(name -> complaints.add("no part " + name));
    json.remove(attached);
    return json;
  }

  private JsonNode valueOf(String name, String text) {
    return isText(name) ? JSON.valueToTree(text) : JSON.readTree(text);
  }

  private boolean isText(String name) {
    for (JsonNode field : this.fields) {
      if (field.path("name").stringValue().equals(name)) {
        return field.path("types").toString().contains("\"String\"");
      }
    }
    return true;
  }
}
