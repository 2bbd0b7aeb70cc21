// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.util.List;
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
import org.storycast.channel.Channel;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.delivery.DeliveryDesk;
import org.storycast.delivery.Previews;
import org.storycast.story.Stories;
import org.storycast.story.Story;
import org.storycast.story.StoryId;
import org.storycast.story.UnknownStoryException;

/** A story's page, and what can be done with the story. */
@Controller
@RequestMapping("/console/stories/{id}")
class StoryController {

  private final Stories stories;
  private final Channels channels;
  private final DeliveryDesk desk;
  private final Previews previews;
  private final StoryReader reader;
  private final ShownMoments moments;

  StoryController(
      Stories stories,
      Channels channels,
      DeliveryDesk desk,
      Previews previews,
      StoryReader reader,
      ShownMoments moments) {
    this.stories = stories;
    this.channels = channels;
    this.desk = desk;
    this.previews = previews;
    this.reader = reader;
    this.moments = moments;
  }

  @GetMapping
  String show(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String channel,
      Model model) {
    model.addAttribute("story", this.reader.read(known(id), channel));
    model.addAttribute("previews", List.of());
    model.addAttribute("zone", this.moments.zone());
    return "console/story";
  }

  @PostMapping("/preview")
  String preview(@PathVariable UUID id, Model model) {
    Story story = known(id);
    show(id, null, model);
    model.addAttribute(
        "previews",
        this.channels.open().stream()
            .map(channel -> StoryReader.shown(this.previews.of(story.latest(), channel)))
            .toList());
    return "console/story";
  }

  @PostMapping("/send")
  String send(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") List<String> channel,
      @RequestParam(defaultValue = "") String at,
      @AuthenticationPrincipal Caller caller,
      RedirectAttributes redirect) {
    if (channel.isEmpty()) {
      throw new ConsoleRefusal("Choose at least one channel");
    }
    List<ChannelId> targets = channel.stream().map(ChannelId::new).toList();
    this.desk.send(known(id).id(), targets, this.moments.read(at), caller.name());
    return done(id, redirect, "Planned for %s".formatted(String.join(", ", channel)));
  }

  @PostMapping("/send-again")
  String sendAgain(
      @PathVariable UUID id,
      @RequestParam String channel,
      @RequestParam(defaultValue = "") String occasion,
      @AuthenticationPrincipal Caller caller,
      RedirectAttributes redirect) {
    if (occasion.isBlank() || occasion.length() > 80) {
      throw new ConsoleRefusal("Say in 1 to 80 characters why it is sent again");
    }
    this.desk.sendAgain(known(id).id(), new ChannelId(channel), occasion, caller.name());
    return done(id, redirect, "It is sent again to " + channel);
  }

  @PostMapping("/rehearse")
  String rehearse(
      @PathVariable UUID id,
      @RequestParam String channel,
      @AuthenticationPrincipal Caller caller,
      RedirectAttributes redirect) {
    this.desk.rehearse(known(id).id(), new ChannelId(channel), caller.name());
    return done(id, redirect, "Rehearsing on " + channel);
  }

  @PostMapping("/test")
  String test(
      @PathVariable UUID id,
      @RequestParam String channel,
      @AuthenticationPrincipal Caller caller,
      RedirectAttributes redirect) {
    Channel target = this.channels.get(new ChannelId(channel));
    if (!target.isForTests()) {
      throw new ConsoleRefusal("\"%s\" is not a channel for tests".formatted(channel));
    }
    this.desk.sendAgain(known(id).id(), target.id(), "test " + UUID.randomUUID(), caller.name());
    return done(id, redirect, "A test goes to " + channel);
  }

  @PostMapping("/withdraw")
  String withdraw(@PathVariable UUID id, RedirectAttributes redirect) {
    this.stories.withdraw(new StoryId(id));
    return done(
        id, redirect, "The story is withdrawn: what has not been sent is not sent any more");
  }

  private static String done(UUID id, RedirectAttributes redirect, String what) {
    redirect.addFlashAttribute("done", what);
    return "redirect:/console/stories/" + id;
  }

  private Story known(UUID id) {
    StoryId story = new StoryId(id);
    return this.stories.find(story).orElseThrow(() -> new UnknownStoryException(story));
  }
}
