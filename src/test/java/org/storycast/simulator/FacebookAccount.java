// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Facebook tells of the page and of its posts' numbers. */
final class FacebookAccount {

  private static final Set<String> FIELDS = Set.of("id", "name", "is_published");
  private static final Set<String> METRICS =
      Set.of(
          "post_media_view",
          "post_total_media_view_unique",
          "post_clicks",
          "post_clicks_by_type",
          "post_reactions_by_type_total");

  private boolean visible = true;

  void hide() {
    this.visible = false;
  }

  SimulatorReply page(FacebookParameters call) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("name", "Steppe Courier");
    page.put("is_published", this.visible);
    List<String> asked = FacebookPost.fieldNames(call.get("fields").orElse("id,name"));
    for (String name : asked) {
      if (!FIELDS.contains(name)) {
        return FacebookErrors.parameter(
            "(#100) Tried accessing nonexisting field (%s) on node type (Page)".formatted(name));
      }
    }
    page.keySet().retainAll(asked);
    page.put("id", FacebookSimulator.PAGE_ID);
    return SimulatorReply.json(200, page);
  }

  /** The metrics of impressions and reach ended; asking for one fails. */
  static SimulatorReply insights(FacebookParameters call) {
    List<String> names = List.of(call.get("metric").orElse("").split(","));
    if (!METRICS.containsAll(names)) {
      return FacebookErrors.parameter("(#100) The value must be a valid insights metric");
    }
    return SimulatorReply.json(
        200,
        Map.of(
            "data",
            names.stream()
                .map(
                    name ->
                        Map.of(
                            "name",
                            name,
                            "period",
                            "lifetime",
                            "values",
                            List.of(Map.of("value", 10 + names.indexOf(name)))))
                .toList()));
  }
}
