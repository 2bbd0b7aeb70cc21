/** The sheet: how awkward stories look on every channel, for people to look at. */
@NullMarked
package org.storycast.sheet;

import org.jspecify.annotations.NullMarked;
