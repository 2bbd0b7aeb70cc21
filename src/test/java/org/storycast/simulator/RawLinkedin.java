// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/** Sends a simulated LinkedIn what no adapter of ours would. */
final class RawLinkedin {

  private final LinkedinSimulator linkedin;
  private final RawHttp http = new RawHttp();

  RawLinkedin(LinkedinSimulator linkedin) {
    this.linkedin = linkedin;
  }

  RawHttp.Answer send(String method, String path, String body, String... headers) {
    return this.http.send(method, URI.create(this.linkedin.address() + path), body, headers);
  }

  RawHttp.Answer rest(String method, String path, String body, String... more) {
    return restAs(LinkedinSimulator.PAGE_TOKEN, method, path, body, more);
  }

  RawHttp.Answer restAs(String token, String method, String path, String body, String... more) {
    String[] all = new String[6 + more.length];
    List<String> fixed =
        List.of(
            "Authorization",
            "Bearer " + token,
            "LinkedIn-Version",
            "202609",
            "X-Restli-Protocol-Version",
            "2.0.0");
    IntStream.range(0, 6).forEach(index -> all[index] = fixed.get(index));
    System.arraycopy(more, 0, all, 6, more.length);
    return send(method, "/rest" + path, body, all);
  }

  static String post(String commentary) {
    return post(commentary, "");
  }

  static String post(String commentary, String more) {
    return """
    {"author":"%s","commentary":"%s","visibility":"PUBLIC",
     "distribution":{"feedDistribution":"MAIN_FEED"},"lifecycleState":"PUBLISHED"%s}
    """
        .formatted(LinkedinSimulator.PAGE, commentary.replace("\\", "\\\\"), more);
  }

  String posted(String commentary) {
    return rest("POST", "/posts", post(commentary)).header("x-restli-id");
  }

  static String encoded(String urn) {
    return urn.replace(":", "%3A");
  }

  RawHttp.Answer put(String path, byte[] bytes) {
    return this.http.send(
        "PUT",
        URI.create(this.linkedin.address() + path),
        bytes,
        "Authorization",
        "Bearer " + LinkedinSimulator.PAGE_TOKEN);
  }
}
