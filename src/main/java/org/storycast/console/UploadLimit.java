// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * How large a file may be that comes by a form.
 *
 * @param size as it is set for the server
 */
@Component
record UploadLimit(@Value("${spring.servlet.multipart.max-file-size}") DataSize size) {}
