/** Who may ask and order: tokens, roles and the locks of the doors. */
@ApplicationModule(
    displayName = "Access",
    allowedDependencies = {})
@NullMarked
package org.storycast.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
