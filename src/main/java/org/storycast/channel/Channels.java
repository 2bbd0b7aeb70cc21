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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
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
  private final Map<ChannelId, ChannelsProperties.ChannelSettings> settings;
  private final ConnectedAccounts connected;
  private final Map<ChannelId, Long> revisions = new ConcurrentHashMap<>();
  private final ObjectProvider<OpeningCheck> checks;

  Channels(
      List<PublisherFactory> factories,
      ChannelsProperties properties,
      ConnectedAccounts connected,
      ObjectProvider<OpeningCheck> checks) {
    this.factories =
        factories.stream()
            .collect(Collectors.toUnmodifiableMap(PublisherFactory::kind, Function.identity()));
    this.connected = connected;
    this.checks = checks;
    this.settings =
        properties.channels().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    channel -> new ChannelId(channel.getKey()), Map.Entry::getValue));
    this.settings.keySet().forEach(id -> openOrKeepOff(id, this::connect));
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

  /**
   * Opens a configured channel anew, with the account that is connected to it now. What is being
   * published goes on with the one that it began with.
   */
  public synchronized void reopen(ChannelId id) {
    openOrKeepOff(
        id,
        channel ->
            this.checks.stream()
                .flatMap(check -> check.objection(channel).stream())
                .findFirst()
                .ifPresentOrElse(why -> switchOff(id, why), () -> connect(channel)));
  }

  /**
   * Whether another account was connected to the channel, or its account disconnected, since it was
   * opened here.
   */
  private boolean isOutdated(ChannelId id) {
    return this.connected.of(id).filter(it -> isOutdated(id, it.revision())).isPresent();
  }

  /** Whether the channel is still open as it was when it was taken from here. */
  public boolean isCurrent(Channel channel) {
    return this.open.get(channel.id()) == channel && !isOutdated(channel.id());
  }

  /** Whether the channel was opened here with another revision of its account than the given. */
  public boolean isOutdated(ChannelId id, long revision) {
    return this.settings.containsKey(id) && this.revisions.getOrDefault(id, 0L) != revision;
  }

  /**
   * The channel's account as it is configured, without what was connected to it.
   *
   * @throws UnknownChannelException when no such channel is configured
   * @throws InvalidAccountException when a credential's file can't be read
   */
  public Account configured(ChannelId id) {
    ChannelsProperties.ChannelSettings found = settingsOf(id);
    String kind = found.kind() == null ? id.value() : found.kind();
    return new Account(id, kind, found.language(), found.settings(), secrets(found.credentials()));
  }

  private ChannelsProperties.ChannelSettings settingsOf(ChannelId id) {
    ChannelsProperties.ChannelSettings found = this.settings.get(id);
    if (found == null) {
      throw new UnknownChannelException(id, this.settings.keySet());
    }
    return found;
  }

  private void openOrKeepOff(ChannelId id, Consumer<Channel> open) {
    Optional<ConnectedAccount> account = this.connected.of(id);
    this.revisions.put(id, account.map(ConnectedAccount::revision).orElse(0L));
    if ("true".equals(settingsOf(id).settings().get(Channel.FOR_TESTS))) {
      this.forTests.add(id);
    }
    try {
      Account configured = configured(id);
      open.accept(channelOf(account.map(it -> it.over(configured)).orElse(configured)));
    } catch (InvalidAccountException invalid) {
      switchOff(id, "storycast.channels.%s.%s".formatted(id, invalid.getMessage()));
    }
  }

  private Channel channelOf(Account account) {
    PublisherFactory factory = this.factories.get(account.kind());
    if (factory == null) {
      throw new InvalidAccountException(
          "kind", "there is no \"%s\"; take one of %s".formatted(account.kind(), kinds()));
    }
    account.flag(Channel.NUMBERS, true);
    Publisher publisher = factory.open(account);
    if (publisher instanceof SendsDigests) {
      DigestPlan.of(account);
    } else {
      DigestPlan.refuse(account);
    }
    if (publisher instanceof Costs) {
      Budget.of(account);
    } else {
      Budget.refuse(account);
    }
    LinkPolicy.of(account);
    ChannelsProperties.ChannelSettings other = settingsOf(account.id());
    return new Channel(account, publisher, other.onDoubt(), other.rehearsal(), other.page());
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
