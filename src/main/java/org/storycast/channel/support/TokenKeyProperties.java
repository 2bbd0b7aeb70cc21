// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.storycast.channel.Secret;

/**
 * With which key tokens are encrypted.
 *
 * @param secretKey 32 bytes in Base64, such as {@code openssl rand -base64 32} prints; the same on
 *     every machine of an installation. Where it is absent, a key is made once and kept in the file
 *     {@code secret.key} of the data directory
 * @param dataDirectory where the installation keeps its files
 */
@ConfigurationProperties("storycast")
record TokenKeyProperties(@Nullable Secret secretKey, @DefaultValue("./data") Path dataDirectory) {}
