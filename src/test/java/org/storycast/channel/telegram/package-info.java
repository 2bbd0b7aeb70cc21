/** Proves the Telegram channel. */
@NullMarked
package org.storycast.channel.telegram;

import org.jspecify.annotations.NullMarked;
