// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector.Answer;
import tools.jackson.databind.JsonNode;

/** The pages that a person's token lists. */
final class PageList {

  /** Lists come a hundred at a time; nobody has more pages than so many of them. */
  private static final int LONGEST = 20;

  /** What a person needs on a page to post there. */
  private static final String TASK = "CREATE_CONTENT";

  /** How many pages a reason names. */
  private static final int NAMED = 5;

  private final MetaExchange exchange;
  private final URI root;
  private final Secret token;
  private final String proof;
  private final List<JsonNode> found = new ArrayList<>();

  PageList(MetaExchange exchange, URI root, Secret token, Secret appSecret) {
    this.exchange = exchange;
    this.root = root;
    this.token = token;
    this.proof = SecretProof.of(token, appSecret);
  }

  /**
   * Reads it.
   *
   * @param more fields of each page
   * @param portfolios whether business portfolios are looked into too
   */
  MetaExchange.Said read(List<String> more, boolean portfolios) {
    String fields =
        Stream.concat(Stream.of("id,name,access_token"), more.stream())
            .collect(Collectors.joining(","));
    MetaExchange.Said said = list("/me/accounts", fields + ",tasks", this.found);
    return portfolios && said instanceof MetaExchange.Said.Json ? ofPortfolios(fields) : said;
  }

  /** What a person may not look into is left out. */
  private MetaExchange.Said ofPortfolios(String fields) {
    List<JsonNode> portfolios = new ArrayList<>();
    MetaExchange.Said all = list("/me/businesses", "id", portfolios);
    for (JsonNode portfolio : portfolios) {
      for (String edge : List.of("owned_pages", "client_pages")) {
        String path = "/%s/%s".formatted(portfolio.path("id").asString(""), edge);
        MetaExchange.Said said = list(path, fields, this.found);
        if (said instanceof MetaExchange.Said.Ended(Answer.Failed failed)) {
          return said;
        }
      }
    }
    return all;
  }

  /** Follows a list by its cursors: the address that it names for more would get the token. */
  private MetaExchange.Said list(String path, String fields, List<JsonNode> into) {
    List<String> query = List.of("fields", fields, "limit", "100", "appsecret_proof", this.proof);
    MetaExchange.Said said = get(path, query);
    for (int part = 1;
        part < LONGEST && said instanceof MetaExchange.Said.Json(JsonNode json);
        part++) {
      for (JsonNode item : json.path("data")) {
        this.exchange.hide(token(item));
        into.add(item);
      }
      String after = json.at("/paging/cursors/after").asString("");
      if (after.isEmpty() || !json.path("paging").has("next")) {
        break;
      }
      said = get(path, Stream.concat(query.stream(), Stream.of("after", after)).toList());
    }
    return said;
  }

  private MetaExchange.Said get(String path, List<String> query) {
    return this.exchange.get(
        URI.create(this.root + path), this.token, query.toArray(String[]::new));
  }

  /** Each page once, as the person's own list has it: only that one tells what they may do. */
  List<PageLogin.Page> pages() {
    Set<String> seen = new HashSet<>();
    List<PageLogin.Page> pages = new ArrayList<>();
    for (JsonNode json : this.found) {
      Secret pageToken = token(json);
      String id = json.path("id").asString("");
      boolean isPage = id.matches("[0-9]{1,20}") && !pageToken.reveal().isEmpty();
      if (isPage && seen.add(id) && mayPost(json)) {
        pages.add(new PageLogin.Page(id, json.path("name").asString(id), pageToken, json));
      }
    }
    return pages;
  }

  private static Secret token(JsonNode page) {
    return new Secret(page.path("access_token").asString(""));
  }

  private static boolean mayPost(JsonNode page) {
    return !page.has("tasks")
        || page.path("tasks").valueStream().anyMatch(task -> task.asString("").equals(TASK));
  }

  /** The first pages' names. */
  Set<String> names() {
    return this.found.stream()
        .map(page -> page.path("name").asString("a page without a name"))
        .limit(NAMED)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
