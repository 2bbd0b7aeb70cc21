// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpMethod;

/** Requests whose body is a file that is stored as it comes, never held in memory. */
final class UploadedFiles {

  private UploadedFiles() {}

  /** Whether the body is one; it can be read once, and has a limit of its own. */
  static boolean isOne(HttpServletRequest request) {
    return HttpMethod.POST.matches(request.getMethod())
        && request.getRequestURI().equals(request.getContextPath() + ReaderImportsController.PATH);
  }
}
