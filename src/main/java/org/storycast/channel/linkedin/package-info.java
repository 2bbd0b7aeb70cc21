/** LinkedIn: posts of a member or of a company page, in LinkedIn's own small markup. */
@ApplicationModule(
    displayName = "LinkedIn",
    allowedDependencies = {"channel", "channel :: support"})
@NullMarked
package org.storycast.channel.linkedin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
