/** Threads: posts, pictures, films and carousels on one profile. */
@ApplicationModule(
    displayName = "Threads",
    allowedDependencies = {"channel", "channel :: support"})
@NullMarked
package org.storycast.channel.threads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
