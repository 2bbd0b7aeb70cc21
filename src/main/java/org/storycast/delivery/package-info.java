/** Carries each delivery from planned to finished and remembers, append-only, what happened. */
@ApplicationModule(
    displayName = "Delivery",
    allowedDependencies = {"story", "channel", "format", "routing"})
@NullMarked
package org.storycast.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
