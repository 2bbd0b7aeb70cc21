/** Tests of the audience, and readers for the tests of others. */
@NullMarked
package org.storycast.audience;

import org.jspecify.annotations.NullMarked;
