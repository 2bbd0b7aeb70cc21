// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.storycast.channel.Account;
import org.storycast.channel.Secret;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.Reply;

/** The calls that we make. The token travels in a header, never in an address. */
final class InstagramClient {

  private static final String ALGORITHM = "HmacSHA256";

  private final HttpSender sender;
  private final InstagramSettings settings;
  private final Secret token;
  private final @Nullable String proof;

  InstagramClient(HttpSender sender, InstagramSettings settings, Account account) {
    this.sender = sender;
    this.settings = settings;
    this.token = account.credential("access-token");
    this.proof =
        account.optionalCredential("app-secret").map(it -> proof(it, this.token)).orElse(null);
  }

  /** Meta's proof that who holds the token also holds the app's secret. */
  static String proof(Secret appSecret, Secret token) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(appSecret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(token.reveal().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has HMAC-SHA-256", missing);
    }
  }

  Reply createContainer(Map<String, String> parameters) {
    return post("/" + this.settings.userId() + "/media", parameters);
  }

  Reply containerStatus(String container) {
    return call(HttpMethod.GET, "/" + container, Map.of("fields", "status_code,status"));
  }

  Reply publish(String container) {
    return post("/" + this.settings.userId() + "/media_publish", Map.of("creation_id", container));
  }

  Reply media(String id) {
    return call(HttpMethod.GET, "/" + id, Map.of("fields", "id,permalink,timestamp,media_type"));
  }

  /** The account's latest posts. */
  Reply latest() {
    return call(
        HttpMethod.GET,
        "/" + this.settings.userId() + "/media",
        Map.of(
            "fields", "id,caption,timestamp,permalink,media_type,media_product_type",
            "limit", "25"));
  }

  Reply quota() {
    return call(
        HttpMethod.GET,
        "/" + this.settings.userId() + "/content_publishing_limit",
        Map.of("fields", "quota_usage,config"));
  }

  Reply insights(String id) {
    return call(
        HttpMethod.GET,
        "/" + id + "/insights",
        Map.of("metric", "views,reach,saved,likes,comments,shares"));
  }

  Reply delete(String id) {
    return call(HttpMethod.DELETE, "/" + id, Map.of());
  }

  private Reply post(String path, Map<String, String> parameters) {
    return this.sender.send(
        client ->
            client
                .post()
                .uri(address(path, ""))
                .headers(headers -> headers.setBearerAuth(this.token.reveal()))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(encoded(parameters)));
  }

  private Reply call(HttpMethod method, String path, Map<String, String> parameters) {
    String query = encoded(parameters);
    return this.sender.send(
        client ->
            client
                .method(method)
                .uri(address(path, query.isEmpty() ? "" : "?" + query))
                .headers(headers -> headers.setBearerAuth(this.token.reveal())));
  }

  private URI address(String path, String query) {
    return URI.create(
        "%s/%s%s%s".formatted(this.settings.baseUrl(), this.settings.apiVersion(), path, query));
  }

  private String encoded(Map<String, String> parameters) {
    Map<String, String> all = new TreeMap<>(parameters);
    if (this.proof != null) {
      all.put("appsecret_proof", this.proof);
    }
    return all.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
