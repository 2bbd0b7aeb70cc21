// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Channel;
import org.storycast.channel.Channels;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Digest;
import org.storycast.channel.DigestRhythm;
import org.storycast.channel.FormFiller;
import org.storycast.media.Brief;
import org.storycast.media.DrawingException;
import org.storycast.media.Fit;
import org.storycast.media.StoredMedia;
import org.storycast.media.Studio;

/** A whole format module on a folder of templates, with a studio that only writes briefs down. */
final class Desk {

  static final DeliveryKey KEY = DeliveryKey.of("story", "channel");
  static final NewsroomProperties COURIER =
      new NewsroomProperties(
          "The Steppe Courier",
          URI.create("https://www.courier.example"),
          "autumn",
          URI.create("https://cast.courier.example/"),
          Map.of("letter", "email"));

  final Path templates;
  final Channels channels;
  final NotingStudio studio = new NotingStudio();
  final TemplateShelf shelf;
  final TemplateCheck check;
  final PostComposer composer;
  final FormFiller forms;
  private int saves;

  Desk(Path templates, Channel... channels) {
    this(templates, null, channels);
  }

  Desk(Path templates, Path override, Channel... channels) {
    this.templates = templates;
    this.channels = FakeChannels.open(channels);
    Manuscripts manuscripts = new Manuscripts(COURIER, new FollowLine(this.channels, COURIER));
    TextComposer texts = new TextComposer();
    this.shelf =
        new TemplateShelf(
            new TemplatesProperties(templates, override), new TemplateTrial(manuscripts, texts));
    this.check = new TemplateCheck(this.channels, this.shelf);
    this.forms = new TemplateFormFiller(this.channels, this.shelf, manuscripts);
    this.composer =
        new TemplateComposer(this.shelf, manuscripts, texts, new Artwork(this.studio, COURIER));
  }

  /** Saves a template; each save has a later time than the one before. */
  Desk template(String file, String text) {
    write(this.templates.resolve(file), text, ++this.saves);
    return this;
  }

  static void write(Path path, String text, int second) {
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      Files.setLastModifiedTime(path, FileTime.from(Instant.EPOCH.plusSeconds(second)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Composed compose(Channel channel, Stories... stories) {
    return compose(channel, stories.length == 1 ? null : DigestRhythm.DAILY, 0, stories);
  }

  Composed compose(
      Channel channel, @Nullable DigestRhythm rhythm, int leftOut, Stories... stories) {
    return this.composer.compose(
        new Edition(Arrays.stream(stories).map(Stories::revision).toList(), rhythm, leftOut),
        channel,
        KEY);
  }

  /** Draws nothing, but says what it was asked for. */
  static final class NotingStudio implements Studio {

    final List<Brief> briefs = new ArrayList<>();
    final List<Fit> fits = new ArrayList<>();
    boolean failsOnPictures;
    boolean failsAlways;

    @Override
    public StoredMedia card(Brief brief) {
      note(brief);
      return media("image/jpeg", brief, Duration.ZERO);
    }

    @Override
    public StoredMedia film(Brief brief, Duration longest) {
      note(brief);
      return media("video/mp4", brief, longest);
    }

    @Override
    public StoredMedia picture(Fit fit) {
      this.fits.add(fit);
      if (fit.picture().toString().contains("broken")) {
        throw new DrawingException("it is torn", null);
      }
      String digest = Digest.of(fit.toString()).hex();
      return new StoredMedia(digest, "image/jpeg", 10, 100, 80, Duration.ZERO);
    }

    @Override
    public StoredMedia captions(Brief brief, Duration longest, String mediaType) {
      String digest = Digest.of(mediaType + brief).hex();
      return new StoredMedia(digest, mediaType, 10, 0, 0, longest);
    }

    private void note(Brief brief) {
      this.briefs.add(brief);
      if (this.failsAlways || this.failsOnPictures && brief.picture() != null) {
        throw new DrawingException("the pencil broke", null);
      }
    }

    private static StoredMedia media(String type, Brief brief, Duration duration) {
      String digest = Digest.of(type + brief).hex();
      return new StoredMedia(digest, type, 10, brief.width(), brief.height(), duration);
    }
  }
}
