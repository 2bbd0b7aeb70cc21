// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.storycast.access.Caller;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.channel.CredentialEnds;
import org.storycast.channel.support.AccountConnections;
import org.storycast.channel.support.BegunConnection;
import org.storycast.channel.support.Connection;
import org.storycast.channel.support.ConnectionDesk;
import org.storycast.channel.support.Starter;

/** Which account a channel speaks as, and the way to connect one. */
@Controller
@RequestMapping("/console/channels/{channel}/connection")
class ConnectionController {

  private final ConnectionDesk desk;
  private final AccountConnections connections;
  private final Channels channels;
  private final CredentialEnds ends;
  private final ShownMoments moments;

  ConnectionController(
      ConnectionDesk desk,
      AccountConnections connections,
      Channels channels,
      CredentialEnds ends,
      ShownMoments moments) {
    this.desk = desk;
    this.connections = connections;
    this.channels = channels;
    this.ends = ends;
    this.moments = moments;
  }

  @GetMapping
  String show(@PathVariable String channel, Model model) {
    ChannelId id = offered(channel);
    Connection connection = this.connections.of(id).orElse(null);
    model.addAttribute("channel", channel);
    model.addAttribute("connection", connection);
    model.addAttribute("off", this.channels.off().get(id));
    if (connection != null) {
      model.addAttribute("at", this.moments.of(connection.at()));
      model.addAttribute("ends", this.moments.ofNullable(this.ends.of(id).orElse(null)));
    }
    return "console/connection";
  }

  /**
   * Shows where to go on: the way to the platform is a link that the person follows, for a form may
   * lead to our own pages only.
   */
  @PostMapping
  String begin(
      @PathVariable String channel,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    BegunConnection begun = this.desk.begin(offered(channel), starter(caller));
    BrowserBond.give(begun, request, response);
    model.addAttribute("channel", channel);
    model.addAttribute("page", begun.page().toString());
    model.addAttribute("host", begun.page().getHost());
    model.addAttribute("scopes", begun.scopes());
    model.addAttribute("redirect", begun.redirect().toString());
    model.addAttribute("elsewhere", elsewhere(begun.redirect(), request));
    model.addAttribute("until", this.moments.of(begun.expiresAt()));
    return "console/consent";
  }

  @GetMapping("/choice/{attempt}")
  String choices(
      @PathVariable String channel,
      @PathVariable UUID attempt,
      @AuthenticationPrincipal Caller caller,
      Model model) {
    Map<String, String> choices = this.desk.choices(attempt, starter(caller));
    if (choices.isEmpty()) {
      throw new ConsoleRefusal("There is nothing to choose any more; connect the account again");
    }
    model.addAttribute("channel", offered(channel).value());
    model.addAttribute("attempt", attempt);
    model.addAttribute("choices", choices);
    return "console/choice";
  }

  @PostMapping("/choice/{attempt}")
  String choose(
      @PathVariable String channel,
      @PathVariable UUID attempt,
      @RequestParam String account,
      @AuthenticationPrincipal Caller caller,
      RedirectAttributes redirect) {
    String name = this.desk.choose(attempt, account, starter(caller));
    redirect.addFlashAttribute("done", "%s speaks as %s".formatted(channel, name));
    return "redirect:/console/channels/" + offered(channel) + "/connection";
  }

  @PostMapping("/end")
  String disconnect(
      @PathVariable String channel,
      @AuthenticationPrincipal Caller caller,
      RedirectAttributes redirect) {
    ChannelId id = offered(channel);
    if (!this.connections.disconnect(id, caller.name())) {
      throw new ConsoleRefusal("No account is connected to " + channel);
    }
    redirect.addFlashAttribute("done", "The account of %s is disconnected".formatted(channel));
    return "redirect:/console/channels/" + id + "/connection";
  }

  /** The console where the platform sends the person back to, if this page is of another host. */
  private static @Nullable String elsewhere(URI redirect, HttpServletRequest request) {
    return request.getServerName().equalsIgnoreCase(redirect.getHost())
        ? null
        : redirect.resolve("/console").toString();
  }

  private ChannelId offered(String channel) {
    ChannelId id = new ChannelId(channel);
    if (!this.desk.isOffered(id)) {
      throw new ConsoleRefusal(
          "No account is connected to %s in the console: there is no such channel, or its kind's"
                  .formatted(channel)
              + " credentials are configured, as docs/channels says");
    }
    return id;
  }

  private static Starter starter(Caller caller) {
    return new Starter(caller.id(), caller.name());
  }
}
