/** X: posts and threads with pictures or a film, counted and paid as X counts and charges. */
@ApplicationModule(
    displayName = "X",
    allowedDependencies = {"channel", "channel :: support"})
@NullMarked
package org.storycast.channel.x;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
