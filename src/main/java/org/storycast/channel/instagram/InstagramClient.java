// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.storycast.channel.Outcome;
import org.storycast.channel.Secret;
import org.storycast.channel.support.Access;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.Reply;
import org.storycast.channel.support.SecretProof;

/** The calls that we make. The token travels in a header, never in an address. */
final class InstagramClient {

  private static final String FIELDS = "fields";

  private final HttpSender sender;
  private final InstagramSettings settings;
  private final Supplier<Access> tokens;
  private final Optional<Secret> appSecret;

  /**
   * A client.
   *
   * @param tokens the account's token, renewed where it must be
   */
  InstagramClient(
      HttpSender sender,
      InstagramSettings settings,
      Supplier<Access> tokens,
      Optional<Secret> appSecret) {
    this.sender = sender;
    this.settings = settings;
    this.tokens = tokens;
    this.appSecret = appSecret;
  }

  /** Why there is no token; each call without one is not sent. */
  Optional<Outcome> withheld() {
    return switch (this.tokens.get()) {
      case Access.Granted granted -> Optional.empty();
      case Access.Refused refused -> Optional.of(refused.outcome());
      case Access.TryLater later -> Optional.of(later.outcome());
    };
  }

  Reply createContainer(Map<String, String> parameters) {
    return post("/" + this.settings.userId() + "/media", parameters);
  }

  Reply containerStatus(String container) {
    return get("/" + container, Map.of(FIELDS, "status_code,status"));
  }

  Reply publish(String container) {
    return post("/" + this.settings.userId() + "/media_publish", Map.of("creation_id", container));
  }

  Reply media(String id) {
    return get("/" + id, Map.of(FIELDS, "id,permalink,timestamp,media_type"));
  }

  /** The account's latest posts; stories have a list of their own. */
  Reply latest() {
    boolean stories = this.settings.form() == InstagramForm.STORY;
    return get(
        "/%s/%s".formatted(this.settings.userId(), stories ? "stories" : "media"),
        Map.of(
            FIELDS, "id,caption,timestamp,permalink,media_type,media_product_type", "limit", "25"));
  }

  Reply quota() {
    return get(
        "/" + this.settings.userId() + "/content_publishing_limit",
        Map.of(FIELDS, "quota_usage,config"));
  }

  Reply insights(String id) {
    String metrics =
        this.settings.form() == InstagramForm.STORY
            ? "views,reach,replies,shares"
            : "views,reach,saved,likes,comments,shares";
    return get("/" + id + "/insights", Map.of("metric", metrics));
  }

  Reply delete(String id) {
    return call(HttpMethod.DELETE, "/" + id, Map.of());
  }

  /** The account, as its door knows it. */
  Reply account() {
    return switch (this.settings.login()) {
      case BY_PAGE -> get("/" + this.settings.userId(), Map.of(FIELDS, "id,username"));
      case ALONE -> get("/me", Map.of(FIELDS, "user_id,username,account_type"));
    };
  }

  /** The account that a page is linked to. */
  Reply linkedAccount(String page) {
    return get("/" + page, Map.of(FIELDS, "instagram_business_account"));
  }

  /**
   * Asks what the token is worth, in the app's own name; absent where the app is not named. Its
   * address holds the token: the API takes it nowhere else.
   */
  Optional<Reply> debugToken() {
    if (this.settings.appId().isEmpty() || this.appSecret.isEmpty()) {
      return Optional.empty();
    }
    Secret app = new Secret(this.settings.appId().get() + "|" + this.appSecret.get().reveal());
    return Optional.of(
        withToken(
            token -> {
              String query =
                  encoded(
                      Map.of(
                          "input_token",
                          token.reveal(),
                          "appsecret_proof",
                          SecretProof.of(app, this.appSecret.get())));
              return send(HttpMethod.GET, address("/debug_token", "?" + query), app);
            }));
  }

  private Reply get(String path, Map<String, String> parameters) {
    return call(HttpMethod.GET, path, parameters);
  }

  private Reply post(String path, Map<String, String> parameters) {
    return withToken(
        token ->
            this.sender.send(
                client ->
                    client
                        .post()
                        .uri(address(path, ""))
                        .headers(headers -> headers.setBearerAuth(token.reveal()))
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .body(proven(parameters, token).getBytes(StandardCharsets.UTF_8))));
  }

  private Reply call(HttpMethod method, String path, Map<String, String> parameters) {
    return withToken(
        token -> {
          String query = proven(parameters, token);
          return send(method, address(path, query.isEmpty() ? "" : "?" + query), token);
        });
  }

  private Reply send(HttpMethod method, URI address, Secret token) {
    return this.sender.send(
        client ->
            client
                .method(method)
                .uri(address)
                .headers(headers -> headers.setBearerAuth(token.reveal())));
  }

  private Reply withToken(Function<Secret, Reply> request) {
    return switch (this.tokens.get()) {
      case Access.Granted(Secret token) -> request.apply(token);
      case Access.Refused(String reason) -> new Reply.NotSent(reason);
      case Access.TryLater later -> new Reply.NotSent(later.detail());
    };
  }

  private URI address(String path, String query) {
    return URI.create(
        "%s/%s%s%s".formatted(this.settings.baseUrl(), this.settings.apiVersion(), path, query));
  }

  private String proven(Map<String, String> parameters, Secret token) {
    Map<String, String> all = new TreeMap<>(parameters);
    this.appSecret.ifPresent(it -> all.put("appsecret_proof", SecretProof.of(token, it)));
    return encoded(all);
  }

  private static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
