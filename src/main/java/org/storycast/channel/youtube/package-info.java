/** YouTube: uploads the story's film by a session that survives crashes. */
@ApplicationModule(
    displayName = "YouTube",
    allowedDependencies = {"channel", "channel :: support"})
@NullMarked
package org.storycast.channel.youtube;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
