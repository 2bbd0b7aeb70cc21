/** Storycast: one story, every channel, once. Each package directly below is a module. */
@NullMarked
package org.storycast;

import org.jspecify.annotations.NullMarked;
