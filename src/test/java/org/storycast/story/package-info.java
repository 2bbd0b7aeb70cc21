/** Proves that a story is stored once, whoever brings it and however often. */
@NullMarked
package org.storycast.story;

import org.jspecify.annotations.NullMarked;
