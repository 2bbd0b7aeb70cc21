// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.storycast.channel.Account;
import org.storycast.channel.Secret;
import org.storycast.channel.support.FormBody;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.Reply;

/**
 * The newsroom's app on X by OAuth 2.0, a confidential client.
 *
 * @param clientId of the app
 * @param secret of the app
 * @param tokens the token endpoint
 */
record XApp(String clientId, Secret secret, URI tokens) {

  /** The longest time that a call may take unless the operator says otherwise. */
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  static XApp of(Account account) {
    return new XApp(
        account.setting("client-id"),
        account.credential("client-secret"),
        URI.create(api(account) + "/2/oauth2/token"));
  }

  /** Where the API is. */
  static URI api(Account account) {
    return account.address("base-url", "https://api.x.com");
  }

  /** Asks the token endpoint once; names and values of the form alternate. */
  Reply ask(HttpSender sender, String... form) {
    byte[] body = FormBody.of(form);
    return sender.send(
        client ->
            client
                .post()
                .uri(this.tokens)
                .headers(
                    headers ->
                        headers.setBasicAuth(
                            this.clientId, this.secret.reveal(), StandardCharsets.UTF_8))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(body));
  }
}
