/** A running service for the tests of its doors. */
@NullMarked
package org.storycast.running;

import org.jspecify.annotations.NullMarked;
