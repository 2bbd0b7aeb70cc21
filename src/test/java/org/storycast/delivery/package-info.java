/** Deliveries on both databases, with a channel that does as it is told. */
@NullMarked
package org.storycast.delivery;

import org.jspecify.annotations.NullMarked;
