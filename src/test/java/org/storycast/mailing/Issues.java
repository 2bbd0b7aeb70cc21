// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.List;

/** Content and recipients for tests. */
final class Issues {

  static final Recipients EVERYBODY = new Recipients("", List.of("Business"));

  private Issues() {}

  static IssueContent anIssue() {
    return new IssueContent(
        "Бюджет: қазақша және русский, <b>bold</b> & a very long subject that folds over lines",
        "What the new budget means",
        """
        <!doctype html><html lang="en"><body><div>%s</div><p>Ünïcode = “quotes” and a line that is much longer than seventy-six characters, so that it must be cut.</p>
        <p>.</p>
        .leading dot
        <a href="%s">Unsubscribe</a> <a class="webversion" href="%s">Browser</a> <p>%s</p></body></html>
        """
            .formatted(
                Markers.PREHEADER,
                Markers.UNSUBSCRIBE,
                Markers.WEB_VERSION,
                Markers.POSTAL_ADDRESS),
        """
        Ünïcode = “quotes”
        .
        .leading dot
        From the newsroom

        Unsubscribe: %s
        %s
        """
            .formatted(Markers.UNSUBSCRIBE, Markers.POSTAL_ADDRESS),
        "en");
  }
}
