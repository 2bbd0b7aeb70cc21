// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.storycast.channel.Receipt;
import tools.jackson.databind.JsonNode;

/**
 * A post that the account's server holds.
 *
 * @param address where it is
 * @param cid the hash of what it says
 * @param at when it was taken
 */
record PostedRecord(RecordAddress address, String cid, Instant at) {

  private static final Pattern CID = Pattern.compile("[A-Za-z0-9]{8,100}");

  /** The record that an answer names, if it is the one that was asked for. */
  static Optional<PostedRecord> of(JsonNode answer, RecordAddress wanted, Instant at) {
    String cid = answer.path("cid").asString("");
    return answer.path("uri").asString("").equals(wanted.uri()) && CID.matcher(cid).matches()
        ? Optional.of(new PostedRecord(wanted, cid, at))
        : Optional.empty();
  }

  /** What {@link #remembered} reads. */
  String handle() {
    return "%s %s %s".formatted(this.address.uri(), this.cid, this.at);
  }

  static PostedRecord remembered(String handle) {
    String[] words = handle.split(" ");
    return new PostedRecord(
        RecordAddress.of(words[0]).orElseThrow(), words[1], Instant.parse(words[2]));
  }

  Receipt receipt() {
    return new Receipt(
        List.of(new Receipt.Part(this.address.uri(), this.address.page())),
        this.at,
        Map.of("cid", this.cid));
  }
}
