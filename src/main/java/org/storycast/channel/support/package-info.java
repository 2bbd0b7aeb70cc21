/** Pieces that adapters share, so that they judge alike. */
@NamedInterface("support")
@NullMarked
package org.storycast.channel.support;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
