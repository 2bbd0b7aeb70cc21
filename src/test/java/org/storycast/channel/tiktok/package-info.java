/** Tests of the TikTok adapter against a strict TikTok. */
@NullMarked
package org.storycast.channel.tiktok;

import org.jspecify.annotations.NullMarked;
