// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.regex.Pattern;

/**
 * What templates write where a mailing fills in what only it knows. They are the same in the HTML
 * and the text part.
 */
public final class Markers {

  /** The reader's own address for unsubscribing; differs from reader to reader. */
  public static final String UNSUBSCRIBE = "{{storycast:unsubscribe}}";

  /** The reader's own address for changing what is sent; differs from reader to reader. */
  public static final String PREFERENCES = "{{storycast:preferences}}";

  /** Where the issue can be read in a browser. */
  public static final String WEB_VERSION = "{{storycast:webversion}}";

  /** The line that mail programs show beside the subject. */
  public static final String PREHEADER = "{{storycast:preheader}}";

  /** The newsroom's postal address, which several countries' laws demand. */
  public static final String POSTAL_ADDRESS = "{{storycast:postaladdress}}";

  /**
   * The reader's name, and behind the bar what stands there for a reader who has told none: {@code
   * {{storycast:name|reader}}}.
   */
  public static final Pattern NAME = Pattern.compile("\\{\\{storycast:name\\|([^{}\\r\\n]*)}}");

  /** A copy's token within its counted links; no template writes it. */
  static final String CLICK = "{{storycast:click}}";

  /** The places that differ from reader to reader. */
  static final Pattern PERSONAL =
      Pattern.compile(
          "%s|%s|%s|%s"
              .formatted(
                  Pattern.quote(UNSUBSCRIBE),
                  Pattern.quote(PREFERENCES),
                  Pattern.quote(CLICK),
                  NAME.pattern()));

  private Markers() {}
}
