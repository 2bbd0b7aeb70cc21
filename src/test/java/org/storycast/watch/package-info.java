/** What is shown of the house. */
@NullMarked
package org.storycast.watch;

import org.jspecify.annotations.NullMarked;
