// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.storycast.story.Picture;

/** A story's pictures, each once. */
final class Pictures {

  /** WordPress appends a size to the name of each copy of a picture. */
  private static final Pattern SIZE = Pattern.compile("-(?:\\d{2,5}x\\d{2,5}|scaled)(?=\\.\\w+$)");

  private Pictures() {}

  /** What is equal for one picture in several sizes. */
  static String key(URI address) {
    String identity = WebAddress.identity(address);
    int query = identity.indexOf('?');
    String path = query < 0 ? identity : identity.substring(0, query);
    boolean named = path.matches("(?i).+\\.(?:jpe?g|png|gif|webp|avif)");
    return named ? SIZE.matcher(path).replaceFirst("") : identity;
  }

  /** Keeps the first of each with all that is known about it. */
  static List<Picture> distinct(List<Picture> pictures) {
    Map<String, Picture> distinct = new LinkedHashMap<>();
    for (Picture picture : pictures) {
      distinct.merge(key(picture.address()), picture, Pictures::together);
    }
    return List.copyOf(distinct.values());
  }

  private static Picture together(Picture one, Picture other) {
    return new Picture(
        one.address(),
        one.altText().isEmpty() ? other.altText() : one.altText(),
        one.caption().isEmpty() ? other.caption() : one.caption(),
        one.credit().isEmpty() ? other.credit() : one.credit());
  }
}
