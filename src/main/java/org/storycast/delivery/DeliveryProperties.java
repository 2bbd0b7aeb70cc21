// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How deliveries are carried.
 *
 * @param concurrency how many at once
 * @param pollEvery how often due deliveries are looked for
 * @param heartbeatEvery how often a running one shows that its process lives
 * @param missedHeartbeats after how many missing signs it counts as dead; at least four
 * @param shutdownWithin how long a stopping process waits for running ones
 * @param writeAgainAfter how long an outcome waits before it is written again to a database that
 *     was away
 */
@ConfigurationProperties("storycast.delivery")
record DeliveryProperties(
    @DefaultValue("10") int concurrency,
    @DefaultValue("1s") Duration pollEvery,
    @DefaultValue("5s") Duration heartbeatEvery,
    @DefaultValue("4") int missedHeartbeats,
    @DefaultValue("20s") Duration shutdownWithin,
    @DefaultValue("500ms") Duration writeAgainAfter) {}
