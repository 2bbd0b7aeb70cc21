/** Both databases for tests: the embedded one, and a real PostgreSQL that writes for real. */
@NullMarked
package org.storycast.database;

import org.jspecify.annotations.NullMarked;
