// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.storycast.story.Block;
import org.storycast.story.Picture;
import org.storycast.story.Span;

/**
 * A body on its way to becoming a story's: what belongs elsewhere leaves it step by step. Each step
 * takes out what it finds and keeps it.
 */
final class Draft {

  private static final Pattern BYLINE =
      Pattern.compile(
          "By (?<who>.{2,60}?)(?: in .{1,300})? on \\d{1,2} \\p{L}{3,12} \\d{4}|By (?<name>"
              + "(?:\\p{Lu}[\\p{L}.’'-]+ ){1,3}\\p{Lu}[\\p{L}.’'-]+)");
  static final Pattern NOTE = Pattern.compile("(?i)editor['’]?s['’]? note\\s*:");
  private static final int LONGEST_HEADING = 120;

  private final List<Piece> pieces;
  private final Adverts adverts;
  private String dateline = "";
  private String byline = "";
  private List<CreditLine> orphans = List.of();

  Draft(List<Piece> pieces, Adverts adverts) {
    this.pieces = new ArrayList<>(pieces);
    this.adverts = adverts;
  }

  /** Adverts out, credits to their pictures, headings told, byline and dateline off. */
  Draft edited() {
    dropAdverts();
    this.orphans = new Captions(this.pieces).move();
    tellHeadings();
    takeByline();
    takeDateline();
    return this;
  }

  String dateline() {
    return this.dateline;
  }

  String byline() {
    return this.byline;
  }

  List<Block> blocks() {
    return this.pieces.stream()
        .filter(Piece.Text.class::isInstance)
        .map(it -> ((Piece.Text) it).block())
        .toList();
  }

  List<Picture> pictures() {
    return this.pieces.stream()
        .filter(Piece.Shot.class::isInstance)
        .map(it -> ((Piece.Shot) it).picture())
        .toList();
  }

  private void dropAdverts() {
    for (int index = this.pieces.size() - 1; index >= 0; index--) {
      if (this.pieces.get(index) instanceof Piece.Text(Block block, boolean strong)) {
        String text = block.text();
        if (this.adverts.isAdvert(text)) {
          this.pieces.remove(index);
        } else {
          cut(index, block, strong);
        }
      }
    }
  }

  private void cut(int index, Block block, boolean strong) {
    int beginning = this.adverts.beginning(block.text());
    int ending = beginning == block.text().length() ? 0 : this.adverts.ending(block.text());
    if (beginning + ending > 0) {
      replace(index, new Block(block.kind(), Runs.cut(block.spans(), beginning, ending)), strong);
    }
  }

  private void replace(int index, Block block, boolean strong) {
    if (block.text().isBlank()) {
      this.pieces.remove(index);
    } else {
      this.pieces.set(index, new Piece.Text(block, strong));
    }
  }

  /** Lines of credit whose picture is not in the body. */
  List<CreditLine> orphans() {
    return this.orphans;
  }

  /** A short paragraph in bold that ends no sentence is a heading. */
  private void tellHeadings() {
    boolean marked = blocks().stream().anyMatch(it -> it.kind() == Block.Kind.INTERTITLE);
    for (int index = 0; index < this.pieces.size(); index++) {
      if (this.pieces.get(index) instanceof Piece.Text(Block block, boolean strong)
          && strong
          && block.kind() == Block.Kind.PARAGRAPH
          && block.text().length() <= LONGEST_HEADING
          && !block.text().matches("(?s).*[.,;:!…][\"”»’)]*")
          && index < this.pieces.size() - 1) {
        Block.Kind kind = marked ? Block.Kind.SUBTITLE : Block.Kind.INTERTITLE;
        this.pieces.set(index, new Piece.Text(new Block(kind, plain(block)), false));
      } else if (this.pieces.get(index) instanceof Piece.Text(Block block, boolean strong)
          && strong
          && (block.kind() == Block.Kind.INTERTITLE || block.kind() == Block.Kind.SUBTITLE)) {
        this.pieces.set(index, new Piece.Text(new Block(block.kind(), plain(block)), false));
      }
    }
  }

  /** A heading is bold by itself. */
  private static List<Span> plain(Block block) {
    return block.spans().stream()
        .map(it -> new Span(it.text(), false, it.emphasised(), it.link()))
        .toList();
  }

  private void takeByline() {
    for (int index = 0; index < Math.min(3, this.pieces.size()); index++) {
      if (this.pieces.get(index) instanceof Piece.Text text) {
        Matcher line = BYLINE.matcher(text.block().text());
        if (line.matches()) {
          this.byline = line.group("who") == null ? line.group("name") : line.group("who");
          this.pieces.remove(index);
          return;
        }
      }
    }
  }

  /** In the first paragraph, or in the one after an editor's note. */
  private void takeDateline() {
    for (int index = 0; index < this.pieces.size(); index++) {
      if (!(this.pieces.get(index) instanceof Piece.Text(Block block, boolean strong))
          || block.kind() != Block.Kind.PARAGRAPH) {
        continue;
      }
      Optional<Dateline> found = Dateline.read(block.text());
      if (found.isPresent()) {
        this.dateline = found.get().place();
        List<Span> rest = Runs.cut(block.spans(), found.get().length(), 0);
        replace(index, new Block(block.kind(), rest), strong);
      }
      if (found.isPresent() || !NOTE.matcher(block.text()).lookingAt()) {
        return;
      }
    }
  }
}
