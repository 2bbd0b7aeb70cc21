/** Proves what becomes of what sources say. */
@NullMarked
package org.storycast.intake;

import org.jspecify.annotations.NullMarked;
