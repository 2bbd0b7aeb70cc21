// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.storycast.access.Caller;
import org.storycast.channel.ChannelId;
import org.storycast.delivery.ChannelDesk;

/** Orders about channels and about the installation. */
@Controller
class ChannelController {

  private final ChannelDesk desk;

  ChannelController(ChannelDesk desk) {
    this.desk = desk;
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
