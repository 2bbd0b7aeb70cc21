// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import static org.storycast.media.Briefs.aBrief;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.storycast.database.TestDatabase;

/**
 * Measures how long cards, pictures and films take, and what memory; {@code docs/performance.md}
 * says how to run it and what it found. Needs Linux.
 */
public final class MediaBenchmark {

  private static final String PICTURE = "https://pictures.example.org/bus.jpg";
  private static final int CARDS = 30;
  private static final int FILMS = 3;
  private static final int AT_ONCE = 10;
  private static final Duration QUARTER_MINUTE = Duration.ofSeconds(15);

  private final byte[] picture = photograph(3000, 2000);
  private final byte[] large = photograph(6000, 4000);
  private final MediaLibrary library;
  private final DrawingStudio studio;
  private int stories;

  private MediaBenchmark() {
    TestDatabase database = TestDatabase.Kind.H2.fresh();
    this.library = new MediaLibrary(database.jdbc(), Clock.systemUTC());
    this.studio =
        new DrawingStudio(
            this.library,
            new Drawings(database.jdbc(), Clock.systemUTC()),
            address -> address.getPath().contains("large") ? this.large : this.picture,
            new LayoutProperties(Path.of("templates"), null),
            new MediaProperties(null, 1, Duration.ofMinutes(3), 20_000_000));
  }

  /**
   * Measures everything, one after the other.
   *
   * @param arguments a folder for the last film and card, to be looked at; may be left out
   */
  public static void main(String[] arguments) throws Exception {
    MediaBenchmark benchmark = new MediaBenchmark();
    System.out.println("| What | Wall, median (worst) ms | CPU, median ms | Peak memory, MB |");
    System.out.println("|---|--:|--:|--:|");
    benchmark.measure("warming up, not counted", 10, benchmark::card);
    StoredMedia card = benchmark.measure("card, 1080 × 1350", CARDS, benchmark::card);
    benchmark.measure("picture of 24 megapixels, fitted", CARDS / 3, benchmark::fitted);
    StoredMedia film = benchmark.measure("film, 15 s, 1080 × 1920", FILMS, benchmark::film);
    benchmark.measure("%d such films at once, all".formatted(AT_ONCE), 1, benchmark::tenFilms);
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Path source = Files.write(folder.path().resolve("picture.jpg"), benchmark.picture);
      new MediaPeers(source, folder.path()).print();
    }
    if (arguments.length > 0) {
      benchmark.keep(card, Path.of(arguments[0], "card.jpg"));
      benchmark.keep(film, Path.of(arguments[0], "film.mp4"));
    }
    System.exit(0);
  }

  private StoredMedia measure(String name, int rounds, Callable<StoredMedia> work)
      throws Exception {
    List<Effort> efforts = new ArrayList<>();
    StoredMedia last = null;
    for (int round = 0; round < rounds; round++) {
      Effort.Watch watch = Effort.begin();
      last = work.call();
      efforts.add(watch.end());
    }
    System.out.println(Effort.row(name, efforts));
    return last;
  }

  private Brief brief(int width, int height) {
    return aBrief()
        .saying("Astana opens its hydrogen bus line number " + ++this.stories)
        .telling("The city received the first twelve vehicles on Monday.")
        .showing(PICTURE, "Dana Omar")
        .sized(width, height)
        .brief();
  }

  private StoredMedia card() {
    return this.studio.card(brief(1080, 1350));
  }

  private StoredMedia fitted() {
    return this.studio.picture(
        new Fit(
            java.net.URI.create("https://pictures.example.org/large.jpg?" + ++this.stories),
            "Dana Omar",
            1440,
            1800,
            0.8,
            1.91,
            8_000_000));
  }

  private StoredMedia film() {
    return this.studio.film(brief(1080, 1920), QUARTER_MINUTE);
  }

  private StoredMedia tenFilms() throws Exception {
    List<Brief> briefs = new ArrayList<>();
    for (int each = 0; each < AT_ONCE; each++) {
      briefs.add(brief(1080, 1920));
    }
    try (ExecutorService people = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<StoredMedia>> films =
          people.invokeAll(
              briefs.stream()
                  .map(it -> (Callable<StoredMedia>) () -> this.studio.film(it, QUARTER_MINUTE))
                  .toList());
      return films.getLast().get();
    }
  }

  private void keep(StoredMedia media, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    try (var bytes = this.library.open(media.digest())) {
      Files.copy(bytes, file);
    }
  }

  /** As hard to compress as a photograph: soft shapes and fine grain. */
  private static byte[] photograph(int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    java.util.Random grain = new java.util.Random(3);
    int[] line = new int[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int noise = grain.nextInt(13);
        int red = (int) (110 + 90 * Math.sin(x / 190.0) * Math.cos(y / 230.0)) + noise;
        int green = (int) (120 + 80 * Math.sin(x / 310.0 + y / 170.0)) + noise;
        line[x] = red << 16 | green << 8 | 90 + noise + 70 * y / height;
      }
      picture.getRaster().setDataElements(0, y, width, 1, line);
    }
    byte[] bytes = PictureFiles.encoded(picture, "jpeg");
    if (bytes.length > 20_000_000) {
      throw new UncheckedIOException(new IOException("Larger than what is fetched"));
    }
    return bytes;
  }
}
