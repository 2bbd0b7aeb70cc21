/** E-mail against a real relay. */
@NullMarked
package org.storycast.channel.email;

import org.jspecify.annotations.NullMarked;
