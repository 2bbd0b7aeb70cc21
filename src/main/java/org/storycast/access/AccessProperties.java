// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.access;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may come in.
 *
 * @param firstTokenFile where the first token is written, readable by its owner only; it is logged
 *     once where absent
 * @param attempts how many wrong tokens one address may show within the period
 * @param attemptsPeriod after how long wrong tokens are forgotten
 */
@ConfigurationProperties("storycast.api")
record AccessProperties(
    @Nullable Path firstTokenFile,
    @DefaultValue("10") int attempts,
    @DefaultValue("1m") Duration attemptsPeriod) {}
