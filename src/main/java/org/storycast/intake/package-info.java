/** Picks stories up from the newsroom's sources and stores each revision once. */
@ApplicationModule(
    displayName = "Intake",
    allowedDependencies = {"story", "outbound"})
@NullMarked
package org.storycast.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
