/** X: posts with a link, signed by OAuth 1.0a, counted as X counts. */
@ApplicationModule(
    displayName = "X",
    allowedDependencies = {"channel", "channel :: support"})
@NullMarked
package org.storycast.channel.x;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
