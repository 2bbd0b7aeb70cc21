// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import com.github.tomakehurst.wiremock.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Uploads to an instance: taken, processed, described, bound to one status of their account. */
final class MastodonMedia {

  static final int MOST_IN_A_STATUS = 4;
  static final int LONGEST_DESCRIPTION = 1_500;
  static final Set<String> TYPES =
      Set.of(
          "image/jpeg",
          "image/png",
          "image/gif",
          "image/webp",
          "image/avif",
          "image/heic",
          "video/mp4",
          "video/webm",
          "video/quicktime",
          "audio/mpeg",
          "audio/ogg",
          "audio/wav",
          "audio/flac");

  private final Map<String, Upload> uploads = new LinkedHashMap<>();
  private long last = 110_000_000_000_000_000L;
  int imageLimit = 16_777_216;
  int filmLimit = 103_809_024;
  int roundsOfProcessing = 2;

  private static final class Upload {

    private final String id;
    private final String account;
    private final String mediaType;
    private final byte[] bytes;
    private String description;
    private int roundsLeft;
    private boolean failed;
    private @Nullable String status;

    private Upload(String id, String account, String mediaType, byte[] bytes, String description) {
      this.id = id;
      this.account = account;
      this.mediaType = mediaType;
      this.bytes = bytes;
      this.description = description;
    }

    private boolean isPicture() {
      return kind().equals("image");
    }

    private String kind() {
      return this.mediaType.equals("image/gif")
          ? "gifv"
          : this.mediaType.substring(0, this.mediaType.indexOf('/'));
    }

    private Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      String file = "%s/files/%s".formatted(MastodonStatus.SITE, this.id);
      json.put("id", this.id);
      json.put("type", kind());
      json.put("url", this.roundsLeft > 0 ? null : file);
      json.put("preview_url", file + "-small");
      json.put("description", this.description.isEmpty() ? null : this.description);
      return json;
    }
  }

  /** Takes a file; pictures are ready at once, films only in the older form, which waits. */
  SimulatorReply upload(SimulatorRequest request, String account) {
    Request.Part file = request.raw().isMultipart() ? request.raw().getPart("file") : null;
    if (file == null) {
      return MastodonReplies.invalid("File can't be blank");
    }
    String type = typeOf(file);
    String description = MastodonParameters.of(request).text("description");
    Optional<SimulatorReply> fault =
        faultIn(type, file.getBody().asBytes().length).or(() -> faultIn(description));
    if (fault.isPresent()) {
      return fault.get();
    }
    this.last++;
    Upload upload =
        new Upload(Long.toString(this.last), account, type, file.getBody().asBytes(), description);
    boolean waits = request.path().startsWith("/api/v1/");
    upload.roundsLeft = upload.isPicture() || waits ? 0 : this.roundsOfProcessing;
    this.uploads.put(upload.id, upload);
    return SimulatorReply.json(upload.roundsLeft > 0 ? 202 : 200, upload.json());
  }

  private static String typeOf(Request.Part file) {
    return file.getHeader("Content-Type").isPresent()
        ? file.getHeader("Content-Type").firstValue()
        : "";
  }

  private Optional<SimulatorReply> faultIn(String type, int size) {
    if (!TYPES.contains(type)) {
      return Optional.of(MastodonReplies.invalid("File content type is invalid, File is invalid"));
    }
    boolean picture = type.startsWith("image/");
    return size > (picture ? this.imageLimit : this.filmLimit)
        ? Optional.of(
            MastodonReplies.invalid(
                "File file size must be less than " + (picture ? "16 MB" : "99 MB")))
        : Optional.empty();
  }

  private static Optional<SimulatorReply> faultIn(String description) {
    return description.codePointCount(0, description.length()) > LONGEST_DESCRIPTION
        ? Optional.of(
            MastodonReplies.invalid("Description is too long (maximum is 1500 characters)"))
        : Optional.empty();
  }

  /** Answers a question about an upload, a change or a deletion. */
  SimulatorReply answer(SimulatorRequest request, String account) {
    Upload upload = this.uploads.get(request.segments().getLast());
    if (upload == null || !upload.account.equals(account) || upload.status != null) {
      return MastodonReplies.notFound();
    }
    return switch (request.method()) {
      case "GET" -> proceed(upload);
      case "PUT" -> describe(upload, MastodonParameters.of(request).text("description"));
      case "DELETE" -> delete(upload);
      default -> MastodonReplies.notFound();
    };
  }

  private static SimulatorReply proceed(Upload upload) {
    if (upload.failed) {
      return MastodonReplies.error(422, "Error processing thumbnail for uploaded media");
    }
    upload.roundsLeft = Math.max(0, upload.roundsLeft - 1);
    return SimulatorReply.json(upload.roundsLeft > 0 ? 206 : 200, upload.json());
  }

  private static SimulatorReply describe(Upload upload, String description) {
    Optional<SimulatorReply> fault = faultIn(description);
    if (fault.isPresent()) {
      return fault.get();
    }
    upload.description = description;
    return SimulatorReply.json(200, upload.json());
  }

  private SimulatorReply delete(Upload upload) {
    this.uploads.remove(upload.id);
    return SimulatorReply.json(200, Map.of());
  }

  /** Lets an upload's processing fail. */
  void fail(String id) {
    Upload upload = this.uploads.get(id);
    if (upload != null) {
      upload.failed = true;
    }
  }

  /** Why these can't go with a status, which may hold some of them already. */
  Optional<SimulatorReply> faultIn(List<String> ids, String account, @Nullable String status) {
    if (ids.size() > MOST_IN_A_STATUS) {
      return Optional.of(MastodonReplies.error(422, "Cannot attach more than 4 files"));
    }
    List<Upload> chosen = new ArrayList<>();
    for (String id : ids) {
      Upload upload = this.uploads.get(id);
      if (upload == null || !isFree(upload, account, status)) {
        return Optional.of(
            MastodonReplies.error(
                422, "Media %s not found or already attached to another post".formatted(id)));
      }
      chosen.add(upload);
    }
    return faultIn(chosen);
  }

  private static boolean isFree(Upload upload, String account, @Nullable String status) {
    return upload.account.equals(account)
        && (upload.status == null || upload.status.equals(status));
  }

  private static Optional<SimulatorReply> faultIn(List<Upload> chosen) {
    if (chosen.size() > 1 && !chosen.stream().allMatch(Upload::isPicture)) {
      return Optional.of(
          MastodonReplies.error(
              422, "Cannot attach a video to a post that already contains images"));
    }
    return chosen.stream().anyMatch(it -> it.roundsLeft > 0 || it.failed)
        ? Optional.of(
            MastodonReplies.error(
                422,
                "Cannot attach files that have not finished processing. Try again in a moment!"))
        : Optional.empty();
  }

  /** Binds uploads to a status and frees those that it gives up. */
  void bind(String status, List<String> ids) {
    for (Upload upload : this.uploads.values()) {
      if (ids.contains(upload.id)) {
        upload.status = status;
      } else if (status.equals(upload.status)) {
        upload.status = null;
      }
    }
  }

  List<Map<String, Object>> json(List<String> ids) {
    return ids.stream().map(this.uploads::get).map(Upload::json).toList();
  }

  List<Publication.Media> shown(List<String> ids) {
    return ids.stream()
        .map(this.uploads::get)
        .map(it -> new Publication.Media(it.mediaType, it.bytes))
        .toList();
  }
}
