/** Publishes to a Telegram channel or group through the Bot API. */
@ApplicationModule(
    displayName = "Telegram",
    allowedDependencies = {"channel", "channel :: support"})
@NullMarked
package org.storycast.channel.telegram;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
