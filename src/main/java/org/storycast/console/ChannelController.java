// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.storycast.access.Caller;
import org.storycast.channel.ChannelId;
import org.storycast.delivery.ChannelDesk;
import org.storycast.delivery.CheckedAccount;
import org.storycast.delivery.Checkups;

/** Orders about channels and about the installation. */
@Controller
class ChannelController {

  private final ChannelDesk desk;
  private final Checkups checkups;
  private final ShownMoments moments;

  ChannelController(ChannelDesk desk, Checkups checkups, ShownMoments moments) {
    this.desk = desk;
    this.checkups = checkups;
    this.moments = moments;
  }

  @PostMapping("/console/channels/{channel}/pause")
  String pause(
      @PathVariable String channel,
      @AuthenticationPrincipal Caller caller,
      RedirectAttributes redirect) {
    this.desk.pause(new ChannelId(channel), caller.name());
    return done(redirect, channel + " is paused");
  }

  @PostMapping("/console/channels/{channel}/resume")
  String resume(@PathVariable String channel, RedirectAttributes redirect) {
    this.desk.resume(new ChannelId(channel));
    return done(redirect, channel + " is open; what waited is decided anew");
  }

  @PostMapping("/console/channels/{channel}/check")
  String check(@PathVariable String channel) {
    this.checkups.check(new ChannelId(channel));
    return "redirect:/console/channels/" + channel + "/check";
  }

  @GetMapping("/console/channels/{channel}/check")
  String lastCheck(@PathVariable String channel, Model model) {
    CheckedAccount account =
        this.checkups
            .last(new ChannelId(channel))
            .orElseThrow(() -> new ConsoleRefusal("Nobody has looked at " + channel + " yet"));
    model.addAttribute("channel", channel);
    model.addAttribute("at", this.moments.of(account.at()));
    model.addAttribute("ends", this.moments.ofNullable(account.checkup().endsAt()));
    model.addAttribute("lines", account.checkup().lines());
    return "console/check";
  }

  @PostMapping("/console/channels/pause")
  String pauseAll(@AuthenticationPrincipal Caller caller, RedirectAttributes redirect) {
    this.desk.pauseAll(caller.name());
    return done(redirect, "All channels are paused");
  }

  @PostMapping("/console/channels/resume")
  String resumeAll(RedirectAttributes redirect) {
    this.desk.resumeAll();
    return done(redirect, "All channels are open; what waited is decided anew");
  }

  @PostMapping("/console/installation/confirm")
  String confirm(RedirectAttributes redirect) {
    this.desk.confirmInstallation();
    return done(
        redirect, "Confirmed. What may have been sent after the backup is looked for first");
  }

  private static String done(RedirectAttributes redirect, String what) {
    redirect.addFlashAttribute("done", what);
    return "redirect:/console";
  }
}
