// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.Post;

/**
 * What the operator wants added to a video after its upload.
 *
 * @param thumbnail whether a picture is drawn for it
 * @param captions whether a file of captions is
 * @param captionsName what viewers see beside the captions' language; mostly empty
 * @param playlists which videos go where
 */
record ExtraSettings(
    boolean thumbnail, boolean captions, String captionsName, List<Playlist> playlists) {

  private static final int LONGEST_NAME = 150;
  private static final int MOST_PLAYLISTS = 10;

  /**
   * A playlist.
   *
   * @param id YouTube's
   * @param section of the stories that go there; absent where all do
   */
  record Playlist(String id, @Nullable String section) {

    private boolean takes(Post post) {
      return this.section == null
          || post.sections().stream().anyMatch(it -> lower(it.strip()).equals(lower(this.section)));
    }

    private static String lower(String text) {
      return text.toLowerCase(Locale.ROOT);
    }
  }

  /** Shorts ignore thumbnails that come by the API, so that they get none unless told so. */
  static ExtraSettings of(Account account, VideoSettings video) {
    String name = account.setting("captions-name", "");
    if (name.length() > LONGEST_NAME) {
      throw new InvalidAccountException(
          "settings.captions-name", "needs at most %d characters".formatted(LONGEST_NAME));
    }
    return new ExtraSettings(
        account.flag("thumbnail", !video.upright()),
        account.flag("captions", !video.upright()),
        name,
        playlists(account.setting("playlists", "")));
  }

  private static List<Playlist> playlists(String text) {
    List<Playlist> playlists = new ArrayList<>();
    for (String entry : text.isBlank() ? new String[0] : text.split(",")) {
      int equals = entry.lastIndexOf('=');
      String id = entry.substring(equals + 1).strip();
      String section = equals < 0 ? null : entry.substring(0, equals).strip();
      if (!id.matches("[A-Za-z0-9_-]{2,64}") || section != null && section.isEmpty()) {
        throw new InvalidAccountException(
            "settings.playlists",
            "needs ids such as PLabc, or Section=PLabc, with commas between, not \"%s\""
                .formatted(entry.strip()));
      }
      playlists.add(new Playlist(id, section));
    }
    if (playlists.size() > MOST_PLAYLISTS) {
      throw new InvalidAccountException(
          "settings.playlists", "needs at most %d entries".formatted(MOST_PLAYLISTS));
    }
    return List.copyOf(playlists);
  }

  /** The playlists of a post's video. */
  SequencedSet<String> playlistsOf(Post post) {
    SequencedSet<String> ids = new LinkedHashSet<>();
    for (Playlist playlist : this.playlists) {
      if (playlist.takes(post)) {
        ids.add(playlist.id());
      }
    }
    return ids;
  }
}
