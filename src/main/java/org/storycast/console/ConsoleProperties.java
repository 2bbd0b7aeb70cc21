// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the console looks.
 *
 * @param zone in which moments are shown
 */
@ConfigurationProperties("storycast.console")
record ConsoleProperties(@DefaultValue("UTC") ZoneId zone) {}
