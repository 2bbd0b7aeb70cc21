/**
 * The sandbox: the real service with the real adapters, against simulators of all platforms, a mail
 * relay and a newspaper's site, all on this machine.
 */
@NullMarked
package org.storycast.sandbox;

import org.jspecify.annotations.NullMarked;
