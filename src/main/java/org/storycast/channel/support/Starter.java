// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.util.UUID;

/**
 * Who connects an account.
 *
 * @param id of the person's access token, which must still be valid when the person comes back
 * @param name by which it is remembered
 */
public record Starter(UUID id, String name) {}
