/**
 * Draws the cards and films that a channel demands and a story lacks, and stores all media by
 * content hash.
 */
@ApplicationModule(
    displayName = "Media",
    allowedDependencies = {"story", "outbound"})
@NullMarked
package org.storycast.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
