// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/**
 * What templates write where a mailing fills in what only it knows. They are the same in the HTML
 * and the text part.
 */
public final class Markers {

  /** The reader's own address for unsubscribing; differs from reader to reader. */
  public static final String UNSUBSCRIBE = "{{storycast:unsubscribe}}";

  /** Where the issue can be read in a browser. */
  public static final String WEB_VERSION = "{{storycast:webversion}}";

  /** The line that mail programs show beside the subject. */
  public static final String PREHEADER = "{{storycast:preheader}}";

  /** The newsroom's postal address, which several countries' laws demand. */
  public static final String POSTAL_ADDRESS = "{{storycast:postaladdress}}";

  private Markers() {}
}
