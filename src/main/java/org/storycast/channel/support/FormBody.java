// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** A form as bytes: clients log forms that they encode themselves, secrets included. */
public final class FormBody {

  private FormBody() {}

  /** Encodes names and values, which alternate. */
  public static byte[] of(String... namesAndValues) {
    StringJoiner form = new StringJoiner("&");
    for (int name = 0; name < namesAndValues.length; name += 2) {
      form.add(encode(namesAndValues[name]) + "=" + encode(namesAndValues[name + 1]));
    }
    return form.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
