/** Readers who asked for mail: consent, preferences, suppression. */
@ApplicationModule(
    displayName = "Audience",
    allowedDependencies = {})
@NullMarked
package org.storycast.audience;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
