// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.storycast.access.Caller;
import org.storycast.channel.ChannelId;
import org.storycast.channel.CredentialEnds;
import org.storycast.channel.support.AccountConnections;
import org.storycast.channel.support.Connection;
import org.storycast.channel.support.ConnectionDesk;

/** Which accounts were connected. Connecting one takes a person with a browser, in the console. */
@RestController
@RequestMapping(ApiDoor.BASE + "/channels/{channel}/connection")
@Tag(name = "channels")
class ConnectionsController {

  private final ConnectionDesk desk;
  private final AccountConnections connections;
  private final CredentialEnds ends;

  ConnectionsController(ConnectionDesk desk, AccountConnections connections, CredentialEnds ends) {
    this.desk = desk;
    this.connections = connections;
    this.ends = ends;
  }

  @GetMapping
  @Operation(
      summary = "Read which account is connected to a channel",
      description = "404 where none is: then the configured credentials count, if there are any.")
  ConnectionView show(@PathVariable String channel) {
    ChannelId id = ChannelNames.parse(channel);
    return this.connections
        .of(id)
        .map(it -> ConnectionView.of(it, this.ends.of(id).orElse(null)))
        .orElseThrow(() -> notConnected(id));
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Forget a channel's connected account",
      description =
          "Its stored credentials are deleted, and the channel goes on with the configured ones or"
              + " is off. At the platform the app stays allowed until a person withdraws it.")
  void disconnect(@PathVariable String channel, @AuthenticationPrincipal Caller caller) {
    ChannelId id = ChannelNames.parse(channel);
    if (!this.connections.disconnect(id, caller.name())) {
      throw notConnected(id);
    }
  }

  private ApiProblem notConnected(ChannelId channel) {
    return ApiProblem.notFound(
        this.desk.isOffered(channel)
            ? "No account is connected to \"%s\"; an operator connects one in the console, at"
                    .formatted(channel)
                + " /console/channels/%s/connection".formatted(channel)
            : "No account can be connected to \"%s\": there is no such channel, or its kind's"
                    .formatted(channel)
                + " credentials are configured, as docs/channels says");
  }

  /** A connected account as the API shows it. */
  record ConnectionView(
      String account,
      String accountId,
      String connectedBy,
      Instant connectedAt,
      @Nullable Instant endsAt) {

    static ConnectionView of(Connection connection, @Nullable Instant endsAt) {
      return new ConnectionView(
          connection.name(), connection.accountId(), connection.by(), connection.at(), endsAt);
    }
  }
}
