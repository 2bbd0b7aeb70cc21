/** Instagram: a card with a caption, by way of a container that can be published once. */
@ApplicationModule(
    displayName = "Instagram",
    allowedDependencies = {"channel", "channel :: support"})
@NullMarked
package org.storycast.channel.instagram;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
