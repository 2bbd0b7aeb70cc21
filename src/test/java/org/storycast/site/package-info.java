/** What readers and platforms fetch, over a real socket. */
@NullMarked
package org.storycast.site;

import org.jspecify.annotations.NullMarked;
