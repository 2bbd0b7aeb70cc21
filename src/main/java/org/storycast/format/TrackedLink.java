// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.net.IDN;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.storycast.channel.DeliveryKey;

/** Adds the campaign to an address, so that visits are counted and read-back knows its post. */
final class TrackedLink {

  private final NewsroomProperties newsroom;

  TrackedLink(NewsroomProperties newsroom) {
    this.newsroom = newsroom;
  }

  /** The address with its own query and fragment; campaign parameters it had are replaced. */
  URI of(URI address, String kind, DeliveryKey key) {
    List<String> query = new ArrayList<>();
    if (address.getRawQuery() != null) {
      for (String parameter : address.getRawQuery().split("&")) {
        if (!parameter.isEmpty() && !parameter.toLowerCase(Locale.ROOT).startsWith("utm_")) {
          query.add(parameter);
        }
      }
    }
    query.add("utm_source=" + encoded(kind));
    query.add("utm_medium=" + encoded(this.newsroom.mediumOf(kind)));
    query.add("utm_campaign=" + encoded(this.newsroom.campaign()));
    query.add("utm_content=" + key.shortForm());
    String fragment = address.getRawFragment() == null ? "" : "#" + address.getRawFragment();
    return URI.create(
        URI.create(withoutQuery(address) + "?" + String.join("&", query) + fragment)
            .toASCIIString());
  }

  private static String withoutQuery(URI address) {
    String path = address.getRawPath() == null ? "" : address.getRawPath();
    return address.getScheme() + "://" + authority(address) + path;
  }

  /** A host in other letters goes out in the form that every platform's link finder knows. */
  private static String authority(URI address) {
    String authority = address.getRawAuthority();
    try {
      return authority.chars().allMatch(it -> it < 128) ? authority : IDN.toASCII(authority);
    } catch (IllegalArgumentException unknownForm) {
      return authority;
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
