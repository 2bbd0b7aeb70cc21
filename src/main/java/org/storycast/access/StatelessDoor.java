// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.access;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** Sets up a door for programs: tokens in the header, problems as answers, no session. */
@FunctionalInterface
public interface StatelessDoor {

  /** Sets up everything but which requests are allowed. */
  HttpSecurity apply(HttpSecurity http) throws Exception;
}
