/** What a story is and what has become known about it: revisions, correction, withdrawal. */
@ApplicationModule(
    displayName = "Story",
    allowedDependencies = {})
@NullMarked
package org.storycast.story;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
