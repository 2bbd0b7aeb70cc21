/** The console over real HTTP. */
@NullMarked
package org.storycast.console;

import org.jspecify.annotations.NullMarked;
