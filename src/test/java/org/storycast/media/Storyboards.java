// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A studio that draws a film's first, a middle and its last picture side by side instead of the
 * film, which takes a hundredth of the time. All else is left to the real one.
 *
 * @param studio the real one
 * @param library where what is drawn goes
 * @param source the stories' pictures
 */
public record Storyboards(Studio studio, MediaLibrary library, Gallery source) implements Studio {

  private static final List<Path> FOLDERS = List.of(Path.of("templates"));
  private static final Typefaces FONTS = new Typefaces(FOLDERS);
  private static final FilmPainter PAINTER = new FilmPainter(new Layouts(FOLDERS, FONTS), FONTS);

  /** Where the pictures of stories hang. */
  public interface Gallery {

    /** The bytes behind an address. */
    byte[] at(URI address) throws IOException;
  }

  @Override
  public StoredMedia card(Brief brief) {
    return this.studio.card(brief);
  }

  @Override
  public StoredMedia picture(Fit fit) {
    return this.studio.picture(fit);
  }

  @Override
  public StoredMedia captions(Brief brief, Duration longest, String mediaType) {
    return this.studio.captions(brief, longest, mediaType);
  }

  @Override
  public StoredMedia film(Brief brief, Duration longest) {
    FilmScript script = FilmScript.of(brief, longest);
    FilmPainter.Layers layers =
        PAINTER.paint(
            brief, script, new Pictures(this.source::at).open(brief.picture()).orElse(null));
    int scenes = script.scenes().size();
    byte[] bytes =
        JpegWriter.write(
            sideBySide(
                List.of(
                    frame(brief, layers, 0),
                    frame(brief, layers, scenes / 2),
                    frame(brief, layers, scenes - 1))));
    return this.library.store(
        bytes, "image/jpeg", 3 * brief.width(), brief.height(), Duration.ZERO);
  }

  private static BufferedImage frame(Brief brief, FilmPainter.Layers layers, int scene) {
    BufferedImage frame =
        new BufferedImage(brief.width(), brief.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = frame.createGraphics();
    Pan pan = layers.pan();
    if (pan != null) {
      Rectangle window = layers.window();
      graphics.setClip(window);
      graphics.drawImage(pan.picture(), window.x - pan.x(), window.y - pan.y(), null);
      graphics.setClip(null);
    }
    graphics.drawImage(layers.frame(), 0, 0, null);
    graphics.drawImage(layers.texts().get(scene), layers.textX(), layers.textY(), null);
    graphics.dispose();
    return frame;
  }

  private static BufferedImage sideBySide(List<BufferedImage> frames) {
    BufferedImage first = frames.getFirst();
    BufferedImage board =
        new BufferedImage(
            frames.size() * (first.getWidth() + 24), first.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = board.createGraphics();
    for (int index = 0; index < frames.size(); index++) {
      graphics.drawImage(frames.get(index), index * (first.getWidth() + 24), 0, null);
    }
    graphics.dispose();
    return board;
  }
}
