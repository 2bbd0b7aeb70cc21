/** Fetches what the outside offers, and nothing inside. */
@ApplicationModule(
    displayName = "Outbound",
    allowedDependencies = {})
@NullMarked
package org.storycast.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
