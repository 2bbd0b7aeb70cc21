/** What readers see: unsubscribing, web versions, past issues, media. */
@ApplicationModule(
    displayName = "Site",
    allowedDependencies = {"audience", "mailing", "media", "story"})
@NullMarked
package org.storycast.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
