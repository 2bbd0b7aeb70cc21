// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.storycast.story.Block;
import org.storycast.story.Picture;

/** Moves lines that speak of a picture from the text to that picture. */
final class Captions {

  private static final Pattern BARE_NAME =
      Pattern.compile("(?:\\p{Lu}[\\p{L}\\p{M}.’'-]+)(?: \\p{Lu}[\\p{L}\\p{M}.’'-]+){1,3}");

  private final List<Piece> pieces;
  private final List<CreditLine> orphans = new ArrayList<>();

  Captions(List<Piece> pieces) {
    this.pieces = pieces;
  }

  /** Changes the pieces and returns the lines whose picture is not among them. */
  List<CreditLine> move() {
    int index = 0;
    while (index < this.pieces.size()) {
      Optional<CreditLine> line = lineAt(index);
      if (line.isPresent()) {
        CreditLine said = withoutRepetition(index, line.get());
        this.pieces.remove(index);
        give(index, said);
      } else {
        index++;
      }
    }
    return this.orphans;
  }

  private Optional<CreditLine> lineAt(int index) {
    if (!(this.pieces.get(index) instanceof Piece.Text(Block block, boolean strong))
        || block.kind() == Block.Kind.LIST_ITEM) {
      return Optional.empty();
    }
    return CreditLine.read(block.text())
        .or(
            () ->
                !strong && isCaption(index, block)
                    ? Optional.of(new CreditLine(block.text(), ""))
                    : Optional.empty());
  }

  /** A bare name right below a picture says who is on it. */
  private boolean isCaption(int index, Block block) {
    return index > 0
        && this.pieces.get(index - 1) instanceof Piece.Shot(Picture above)
        && above.caption().isEmpty()
        && block.kind() == Block.Kind.PARAGRAPH
        && BARE_NAME.matcher(block.text()).matches();
  }

  private CreditLine withoutRepetition(int index, CreditLine line) {
    boolean repeated =
        index > 0
            && this.pieces.get(index - 1) instanceof Piece.Text before
            && PlainText.letters(before.block().text()).equals(PlainText.letters(line.caption()));
    return repeated ? new CreditLine("", line.credit()) : line;
  }

  /** To the nearest picture before, else the nearest after; without any the line is void. */
  private void give(int index, CreditLine line) {
    for (int before = index - 1; before >= 0; before--) {
      if (this.pieces.get(before) instanceof Piece.Shot(Picture picture)
          && picture.credit().isEmpty()) {
        this.pieces.set(before, new Piece.Shot(with(picture, line)));
        return;
      }
    }
    for (int after = index; after < this.pieces.size(); after++) {
      if (this.pieces.get(after) instanceof Piece.Shot(Picture picture)
          && picture.credit().isEmpty()) {
        this.pieces.set(after, new Piece.Shot(with(picture, line)));
        return;
      }
    }
    this.orphans.add(line);
  }

  static Picture with(Picture picture, CreditLine line) {
    return new Picture(
        picture.address(),
        picture.altText(),
        picture.caption().isEmpty() ? line.caption() : picture.caption(),
        picture.credit().isEmpty() ? line.credit() : picture.credit());
  }
}
