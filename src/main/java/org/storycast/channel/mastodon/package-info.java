/** Mastodon: statuses on one account of any instance, repeated safely by an idempotency key. */
@ApplicationModule(
    displayName = "Mastodon",
    allowedDependencies = {"channel", "channel :: support"})
@NullMarked
package org.storycast.channel.mastodon;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
