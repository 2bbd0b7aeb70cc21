// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.storycast.channel.Account;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.ChannelId;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Post;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.XSimulator;

/** Accounts and posts for the tests of this package. */
final class XFixtures {

  private static final AccessTokens NO_TOKENS = TestTokens.fresh(Clock.systemUTC());

  private XFixtures() {}

  static Account account(URI api) {
    return account(Map.of("base-url", api.toString()));
  }

  static Account account(Map<String, String> changed) {
    Map<String, String> settings = new HashMap<>();
    settings.put("user-id", XSimulator.USER_ID);
    settings.put("username", XSimulator.USERNAME);
    settings.put("timeout", "2s");
    settings.putAll(changed);
    return new Account(
        new ChannelId("x-en"),
        "x",
        "en",
        settings,
        Map.of(
            "api-key", new Secret(XSimulator.API_KEY),
            "api-secret", new Secret(XSimulator.API_SECRET),
            "access-token", new Secret(XSimulator.ACCESS_TOKEN),
            "access-token-secret", new Secret(XSimulator.ACCESS_TOKEN_SECRET)));
  }

  /** The same account by OAuth 2.0. */
  static Account oauth2(Map<String, String> changed) {
    Map<String, String> settings = new HashMap<>(changed);
    settings.put("client-id", XSimulator.CLIENT_ID);
    Account account = account(settings);
    return new Account(
        account.id(),
        account.kind(),
        account.language(),
        account.settings(),
        Map.of(
            "client-secret", new Secret(XSimulator.CLIENT_SECRET),
            "refresh-token", new Secret(XSimulator.FIRST_REFRESH_TOKEN)));
  }

  /** A factory for accounts of OAuth 1.0a, which keep no tokens. */
  static XPublisherFactory factory(Clock clock, Attachments attachments) {
    return new XPublisherFactory(NO_TOKENS, attachments, clock);
  }

  /** A post of several. */
  static Post thread(DeliveryKey key, String... rest) {
    Post first = post(key);
    return new Post(
        Map.of("text", first.part("text"), "thread", String.join("\n\n---\n\n", rest)),
        first.link(),
        "en",
        List.of(),
        List.of(),
        List.of());
  }

  /** The post with media. */
  static Post with(Post post, List<Attachment> attachments) {
    return new Post(
        post.parts(), post.link(), post.language(), attachments, post.sections(), post.tags());
  }

  static URI link(DeliveryKey key) {
    return URI.create(
        "https://courier.example.com/steppe/1?utm_source=x&utm_medium=social&utm_content="
            + key.shortForm());
  }

  static Post post(DeliveryKey key) {
    return saying("Rain reaches the steppe & the herds return <at last> " + link(key), key);
  }

  static Post saying(String text, DeliveryKey key) {
    return new Post(Map.of("text", text), link(key), "en", List.of(), List.of(), List.of());
  }
}
