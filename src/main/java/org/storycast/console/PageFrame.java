// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.storycast.access.Caller;
import org.storycast.access.Role;

/** What every page shows: who is here, and which buttons the role has. */
@ControllerAdvice(basePackageClasses = PageFrame.class)
class PageFrame {

  @ModelAttribute("me")
  @Nullable Caller me(@AuthenticationPrincipal @Nullable Caller caller) {
    return caller;
  }

  @ModelAttribute("mayEdit")
  boolean mayEdit(@AuthenticationPrincipal @Nullable Caller caller) {
    return caller != null && caller.role().includes(Role.EDITOR);
  }

  @ModelAttribute("mayOperate")
  boolean mayOperate(@AuthenticationPrincipal @Nullable Caller caller) {
    return caller != null && caller.role().includes(Role.OPERATOR);
  }
}
