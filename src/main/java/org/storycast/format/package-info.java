/**
 * Turns an edition into a post for one channel, from the templates, within the channel's limits.
 */
@ApplicationModule(
    displayName = "Format",
    allowedDependencies = {"story", "channel", "media"})
@NullMarked
package org.storycast.format;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
