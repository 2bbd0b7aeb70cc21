// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The channels of this installation. One that can't be opened stays off and says why; the others
 * run.
 */
@Component
public class Channels {

  private static final Logger log = LoggerFactory.getLogger(Channels.class);
  private static final String FILE_SUFFIX = "-file";

  private final Map<String, PublisherFactory> factories;
  private final Map<ChannelId, Channel> open = new ConcurrentSkipListMap<>();
  private final SortedMap<ChannelId, String> off = new ConcurrentSkipListMap<>();
  private final Set<ChannelId> forTests = new ConcurrentSkipListSet<>();

  Channels(List<PublisherFactory> factories, ChannelsProperties properties) {
    this.factories =
        factories.stream()
            .collect(Collectors.toUnmodifiableMap(PublisherFactory::kind, Function.identity()));
    properties.channels().forEach(this::openOrKeepOff);
  }

  /** The open channel of this name. */
  public Optional<Channel> find(ChannelId id) {
    return Optional.ofNullable(this.open.get(id));
  }

  /**
   * The open channel of this name.
   *
   * @throws UnknownChannelException when there is none
   */
  public Channel get(ChannelId id) {
    return find(id).orElseThrow(() -> new UnknownChannelException(id, this.open.keySet()));
  }

  /** All open channels, by name. */
  public List<Channel> open() {
    return new ArrayList<>(this.open.values());
  }

  /** The channels that are configured and off, each with the reason. */
  public SortedMap<ChannelId, String> off() {
    return this.off;
  }

  /**
   * The channels that stories are routed to: those that are on, and those that are off as well, so
   * that nothing is lost while a credential is missing; but not those for tests.
   */
  public SortedSet<ChannelId> routed() {
    SortedSet<ChannelId> routed = new TreeSet<>(this.open.keySet());
    routed.addAll(this.off.keySet());
    routed.removeAll(this.forTests);
    return routed;
  }

  /** Switches a channel off that can't be used, such as one with a broken template. */
  public void switchOff(ChannelId id, String reason) {
    this.open.remove(id);
    this.off.put(id, reason);
    log.atError().addKeyValue("channel", id).addKeyValue("reason", reason).log("Channel is off");
  }

  /** Adds a channel while the service runs, or replaces the one of its name. */
  public void connect(Channel channel) {
    this.off.remove(channel.id());
    this.open.put(channel.id(), channel);
  }

  private void openOrKeepOff(String name, ChannelsProperties.ChannelSettings settings) {
    ChannelId id = new ChannelId(name);
    if ("true".equals(settings.settings().get(Channel.FOR_TESTS))) {
      this.forTests.add(id);
    }
    try {
      connect(channelOf(id, settings));
    } catch (InvalidAccountException invalid) {
      switchOff(id, "storycast.channels.%s.%s".formatted(name, invalid.getMessage()));
    }
  }

  private Channel channelOf(ChannelId id, ChannelsProperties.ChannelSettings settings) {
    String kind = settings.kind() == null ? id.value() : settings.kind();
    PublisherFactory factory = this.factories.get(kind);
    if (factory == null) {
      throw new InvalidAccountException(
          "kind", "there is no \"%s\"; take one of %s".formatted(kind, kinds()));
    }
    Account account =
        new Account(
            id, kind, settings.language(), settings.settings(), secrets(settings.credentials()));
    account.flag(Channel.NUMBERS, true);
    Publisher publisher = factory.open(account);
    if (publisher instanceof SendsDigests) {
      DigestPlan.of(account);
    } else {
      DigestPlan.refuse(account);
    }
    return new Channel(
        account, publisher, settings.onDoubt(), settings.rehearsal(), settings.page());
  }

  private List<String> kinds() {
    return this.factories.keySet().stream().sorted().toList();
  }

  private static Map<String, Secret> secrets(Map<String, String> credentials) {
    Map<String, Secret> secrets = new HashMap<>();
    credentials.forEach(
        (name, value) -> {
          if (name.endsWith(FILE_SUFFIX)) {
            secrets.put(name.substring(0, name.length() - FILE_SUFFIX.length()), read(name, value));
          } else {
            secrets.putIfAbsent(name, new Secret(value));
          }
        });
    return secrets;
  }

  private static Secret read(String name, String file) {
    try {
      return new Secret(Files.readString(Path.of(file)));
    } catch (IOException unreadable) {
      throw new InvalidAccountException(
          "credentials." + name, "the file \"" + file + "\" can't be read");
    }
  }
}
