/** Tokens and doors. */
@NullMarked
package org.storycast.access;

import org.jspecify.annotations.NullMarked;
