// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Past issues for everybody.
 *
 * @param enabled whether {@code /archive} and its feed are there
 * @param indexed whether search engines may list the archive and its issues
 */
@ConfigurationProperties("storycast.mail.archive")
record ArchiveProperties(
    @DefaultValue("true") boolean enabled, @DefaultValue("true") boolean indexed) {}
