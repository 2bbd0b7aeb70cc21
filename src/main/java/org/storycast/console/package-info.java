/** What operators can ask and order, as pages. */
@ApplicationModule(
    displayName = "Console",
    allowedDependencies = {
      "access",
      "story",
      "intake",
      "channel",
      "channel :: support",
      "format",
      "media",
      "routing",
      "delivery",
      "audience",
      "mailing"
    })
@NullMarked
package org.storycast.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
