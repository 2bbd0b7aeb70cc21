/** The contract that every channel keeps, as tests. */
@NullMarked
package org.storycast.channel;

import org.jspecify.annotations.NullMarked;
