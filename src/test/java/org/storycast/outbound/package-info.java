/** Proves that nothing inside is ever reached. */
@NullMarked
package org.storycast.outbound;

import org.jspecify.annotations.NullMarked;
