// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Draws with the fonts and layouts of the house, a few drawings at a time. */
@Component
class DrawingStudio implements Studio {

  /** Raised when the painting itself changes, so that old drawings are not taken for new ones. */
  private static final String EDITION = "2";

  private static final int STILLS_AT_A_TIME = 2;
  private static final int LEAST_SIDE = 200;
  private static final int MOST_SIDE = 4096;

  private final MediaLibrary library;
  private final Drawings drawings;
  private final Pictures pictures;
  private final CardPainter cards;
  private final FilmPainter filmPainter;
  private final FilmMaker filmMaker;
  private final Semaphore filmPermits;
  private final Semaphore stillPermits = new Semaphore(STILLS_AT_A_TIME);

  DrawingStudio(
      MediaLibrary library,
      Drawings drawings,
      PictureSource source,
      LayoutProperties templates,
      MediaProperties properties) {
    Typefaces fonts = new Typefaces(templates.folders());
    Layouts layouts = new Layouts(templates.folders(), fonts);
    this.library = library;
    this.drawings = drawings;
    this.pictures = new Pictures(source);
    this.cards = new CardPainter(layouts, fonts);
    this.filmPainter = new FilmPainter(layouts, fonts);
    this.filmMaker = new FilmMaker(new FfmpegSearch(properties.ffmpeg()), properties.filmTimeout());
    this.filmPermits = new Semaphore(properties.films());
  }

  @Override
  public StoredMedia card(Brief brief) {
    checkedSize(brief);
    String key = keyOf("card", brief, this.cards.layouts());
    return once(key, this.stillPermits, () -> drawCard(brief));
  }

  @Override
  public StoredMedia picture(Fit fit) {
    String key = digestOf("%s\npicture\n%s".formatted(EDITION, fit));
    return once(key, this.stillPermits, () -> fitted(fit));
  }

  private Drawn fitted(Fit fit) {
    PictureFitter.Fitted fitted = PictureFitter.fit(this.pictures.need(fit.picture()), fit);
    return new Drawn(
        this.library.store(
            fitted.bytes(), "image/jpeg", fitted.width(), fitted.height(), Duration.ZERO),
        true);
  }

  @Override
  public StoredMedia captions(Brief brief, Duration longest, String mediaType) {
    FilmScript script = FilmScript.of(brief, longest);
    String file = new CaptionFile(brief.language()).of(script, mediaType);
    return this.library.store(
        file.getBytes(StandardCharsets.UTF_8), mediaType, 0, 0, script.duration());
  }

  @Override
  public StoredMedia film(Brief brief, Duration longest) {
    checkedSize(brief);
    checkedForFilm(brief);
    FilmScript script = FilmScript.of(brief, longest);
    String key = keyOf("film " + script.duration(), brief, this.filmPainter.layouts());
    return once(key, this.filmPermits, () -> drawFilm(brief, script));
  }

  private Drawn drawCard(Brief brief) {
    Optional<BufferedImage> picture = this.pictures.open(brief.picture());
    byte[] bytes = JpegWriter.write(this.cards.paint(brief, picture.orElse(null)));
    return new Drawn(
        this.library.store(bytes, "image/jpeg", brief.width(), brief.height(), Duration.ZERO),
        isWhole(brief, picture));
  }

  private Drawn drawFilm(Brief brief, FilmScript script) {
    Optional<BufferedImage> picture = this.pictures.open(brief.picture());
    FilmPainter.Layers layers = this.filmPainter.paint(brief, script, picture.orElse(null));
    byte[] bytes = this.filmMaker.make(brief, script, layers);
    return new Drawn(
        this.library.store(bytes, "video/mp4", brief.width(), brief.height(), script.duration()),
        isWhole(brief, picture));
  }

  /** A drawing that lacks its picture is not remembered: the picture may be there next time. */
  private static boolean isWhole(Brief brief, Optional<BufferedImage> picture) {
    return brief.picture() == null || picture.isPresent();
  }

  private StoredMedia once(String key, Semaphore permits, Supplier<Drawn> drawing) {
    return known(key).orElseGet(() -> drawAndRemember(key, permits, drawing));
  }

  private Optional<StoredMedia> known(String key) {
    return this.drawings.find(key).flatMap(this.library::find);
  }

  private StoredMedia drawAndRemember(String key, Semaphore permits, Supplier<Drawn> drawing) {
    take(permits);
    try {
      return known(key).orElseGet(() -> remembered(key, drawing.get()));
    } finally {
      permits.release();
    }
  }

  private StoredMedia remembered(String key, Drawn drawn) {
    if (!drawn.whole()) {
      return drawn.media();
    }
    String digest = this.drawings.remember(key, drawn.media().digest());
    return this.library.find(digest).orElseThrow();
  }

  private static void take(Semaphore permits) {
    try {
      permits.acquire();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new DrawingException("The drawing was given up: the service stops", stopped);
    }
  }

  private static String keyOf(String what, Brief brief, String layouts) {
    String all = "%s\n%s\n%s\n%s".formatted(EDITION, what, brief, layouts);
    return digestOf(all);
  }

  private static String digestOf(String text) {
    return MediaLibrary.digestOf(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void checkedSize(Brief brief) {
    int least = Math.min(brief.width(), brief.height());
    int most = Math.max(brief.width(), brief.height());
    if (least < LEAST_SIDE || most > MOST_SIDE) {
      throw new DrawingException(
          "A drawing of %d by %d pixels is not possible; each side needs %d to %d"
              .formatted(brief.width(), brief.height(), LEAST_SIDE, MOST_SIDE),
          null);
    }
  }

  private static void checkedForFilm(Brief brief) {
    if (brief.width() % 2 != 0 || brief.height() % 2 != 0) {
      throw new DrawingException(
          "A film of %d by %d pixels is not possible; both must be even"
              .formatted(brief.width(), brief.height()),
          null);
    }
  }

  private record Drawn(StoredMedia media, boolean whole) {}
}
