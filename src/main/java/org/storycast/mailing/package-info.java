/** Sends one issue to a frozen set of readers, none missed, none twice knowingly, over SMTP. */
@ApplicationModule(
    displayName = "Mailing",
    allowedDependencies = {"audience"})
@NullMarked
package org.storycast.mailing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
