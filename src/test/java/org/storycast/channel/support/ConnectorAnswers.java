// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.storycast.channel.Account;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector.Answer;

/** What tests of connectors ask of their answers. */
public final class ConnectorAnswers {

  private ConnectorAnswers() {}

  /** The one account that was opened. */
  public static OpenedAccount onlyAccount(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Opened.class);
    assertThat(((Answer.Opened) answer).accounts()).hasSize(1);
    return ((Answer.Opened) answer).accounts().getFirst();
  }

  /** Why the platform or the connector refused. */
  public static String refusal(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return ((Answer.Refused) answer).reason();
  }

  /** Why nobody knows. */
  public static String failure(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    return ((Answer.Failed) answer).detail();
  }

  /** The channel as it is configured before anybody has connected its account. */
  public static Account unconnected(Account account, String setting, String value) {
    Map<String, String> settings = new HashMap<>(account.settings());
    settings.putIfAbsent(setting, value);
    Map<String, Secret> credentials = new HashMap<>(account.credentials());
    credentials.remove("refresh-token");
    return new Account(account.id(), account.kind(), account.language(), settings, credentials);
  }

  /** The channel with what the opened account adds. */
  public static Account connected(Account app, OpenedAccount opened) {
    Map<String, String> settings = new HashMap<>(app.settings());
    settings.putAll(opened.settings());
    Map<String, Secret> credentials = new HashMap<>(app.credentials());
    credentials.putAll(opened.credentials());
    return new Account(app.id(), app.kind(), app.language(), settings, credentials);
  }
}
