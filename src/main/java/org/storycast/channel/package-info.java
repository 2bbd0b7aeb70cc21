/** The contract between Storycast and every outside channel: posts in, outcomes out. */
@ApplicationModule(
    displayName = "Channel",
    allowedDependencies = {})
@NullMarked
package org.storycast.channel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
