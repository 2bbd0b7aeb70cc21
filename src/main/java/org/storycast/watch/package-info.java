/** Shows how the house is doing: meters, health, alerts. */
@ApplicationModule(
    displayName = "Watch",
    allowedDependencies = {
      "intake",
      "channel",
      "channel :: support",
      "delivery",
      "story",
      "mailing"
    })
@NullMarked
package org.storycast.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
