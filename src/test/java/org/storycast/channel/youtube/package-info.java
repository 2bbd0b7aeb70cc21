/** Tests of the YouTube adapter against a strict YouTube. */
@NullMarked
package org.storycast.channel.youtube;

import org.jspecify.annotations.NullMarked;
