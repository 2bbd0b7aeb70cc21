/** Bluesky. */
@ApplicationModule(
    displayName = "Bluesky",
    allowedDependencies = {"channel", "channel :: support"})
@NullMarked
package org.storycast.channel.bluesky;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
