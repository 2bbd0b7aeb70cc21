/**
 * Strict, stateful stand-ins for the platforms: each refuses what its platform refuses. The
 * contract tests, the kill tests and the sandbox use the same ones.
 */
@NullMarked
package org.storycast.simulator;

import org.jspecify.annotations.NullMarked;
