/** TikTok: posts the story's film by a task that TikTok can be asked about at any time. */
@ApplicationModule(
    displayName = "TikTok",
    allowedDependencies = {"channel", "channel :: support"})
@NullMarked
package org.storycast.channel.tiktok;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
