/** Tests of mailings, and a whole mailing desk for the tests of others. */
@NullMarked
package org.storycast.mailing;

import org.jspecify.annotations.NullMarked;
