/** Decides which channel gets which story, and when. */
@ApplicationModule(
    displayName = "Routing",
    allowedDependencies = {"story", "channel"})
@NullMarked
package org.storycast.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
