// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.net.URI;
import java.util.Optional;
import org.storycast.channel.Secret;

/**
 * What a person came back with.
 *
 * @param code the platform's code, decoded; some live for thirty seconds only
 * @param redirect the address that the person came back to, as the platform was told
 * @param verifier to the challenge; empty where the platform takes none
 */
public record Grant(Secret code, URI redirect, Optional<Secret> verifier) {}
