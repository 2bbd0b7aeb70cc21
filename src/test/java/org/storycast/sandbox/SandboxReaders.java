// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sandbox;

import org.storycast.audience.Consent;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.NewReader;
import org.storycast.audience.Readers;

/** The newspaper's readers by mail, who are there before its first story. */
final class SandboxReaders {

  private static final Consent OWN_LIST = new Consent("the sandbox' own list", "");

  SandboxReaders(Readers readers) {
    for (String name : new String[] {"Aliya", "Marat", "Joe"}) {
      String address = name.toLowerCase(java.util.Locale.ROOT) + "@reader.example";
      readers.add(new NewReader(EmailAddress.parse(address), name, "en", null, "en"), OWN_LIST);
    }
  }
}
