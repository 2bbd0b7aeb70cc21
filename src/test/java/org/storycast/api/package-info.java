/** The API over real HTTP. */
@NullMarked
package org.storycast.api;

import org.jspecify.annotations.NullMarked;
