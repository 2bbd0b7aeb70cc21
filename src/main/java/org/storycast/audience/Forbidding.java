// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

/**
 * An address that is to be suppressed.
 *
 * @param address which
 * @param reason why
 * @param how who ordered it; its source is kept as the detail
 */
record Forbidding(EmailAddress address, SuppressionReason reason, Consent how) {}
