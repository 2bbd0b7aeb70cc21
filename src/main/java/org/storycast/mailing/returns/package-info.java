/** Reads what comes back: which mail it is about, and what it says of the reader or of us. */
@NullMarked
package org.storycast.mailing.returns;

import org.jspecify.annotations.NullMarked;
