/** What operators and scripts can ask and order over HTTP. */
@ApplicationModule(
    displayName = "API",
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
package org.storycast.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
