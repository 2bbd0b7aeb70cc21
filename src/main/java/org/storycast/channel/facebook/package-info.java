/** Facebook pages: posts with a link, by the Graph API. */
@ApplicationModule(
    displayName = "Facebook",
    allowedDependencies = {"channel", "channel :: support"})
@NullMarked
package org.storycast.channel.facebook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
