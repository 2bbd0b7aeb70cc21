// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.storycast.channel.Channel;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Digest;

/**
 * Keeps the templates of each channel. A change takes effect at the next post, but only if it
 * renders; otherwise the old templates stay in use and the log says what is wrong with the new
 * ones.
 */
@Component
class TemplateShelf {

  private static final Logger log = LoggerFactory.getLogger(TemplateShelf.class);

  private final TemplatesProperties properties;
  private final TemplateTrial trial;
  private final Map<ChannelId, Entry> entries = new HashMap<>();

  TemplateShelf(TemplatesProperties properties, TemplateTrial trial) {
    this.properties = properties;
    this.trial = trial;
  }

  /**
   * The templates that are in use for a channel.
   *
   * @throws CannotComposeException when they are broken and never were better
   */
  synchronized Templates of(Channel channel) {
    List<Path> folders = this.properties.foldersOf(channel.profile().kind());
    Digest fingerprint = TemplateFiles.fingerprint(folders);
    Entry entry = this.entries.get(channel.id());
    if (entry == null || !entry.fingerprint().equals(fingerprint)) {
      entry = renewed(entry, channel, fingerprint);
      this.entries.put(channel.id(), entry);
    }
    return entry.templates();
  }

  private Entry renewed(@Nullable Entry old, Channel channel, Digest fingerprint) {
    String kind = channel.profile().kind();
    try {
      Templates templates =
          new Templates(TemplateFiles.read(kind, this.properties.foldersOf(kind)));
      this.trial.pass(templates, channel);
      return new Entry(fingerprint, templates);
    } catch (CannotComposeException broken) {
      if (old == null) {
        throw broken;
      }
      log.atWarn()
          .addKeyValue("channel", channel.id())
          .addKeyValue("problem", broken.getMessage())
          .log("Changed templates are broken; the old ones stay in use");
      return new Entry(fingerprint, old.templates());
    }
  }

  /**
   * What is in use.
   *
   * @param fingerprint of the files, whether or not they are in use
   * @param templates in use
   */
  private record Entry(Digest fingerprint, Templates templates) {}
}
