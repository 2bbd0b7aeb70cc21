/** E-mail to readers: a post becomes an issue, which a mailing carries to each reader. */
@ApplicationModule(
    displayName = "E-mail",
    allowedDependencies = {"channel", "channel :: support", "mailing"})
@NullMarked
package org.storycast.channel.email;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
