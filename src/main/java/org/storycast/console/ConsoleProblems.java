// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.storycast.audience.UnreadableImportException;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.UnknownChannelException;
import org.storycast.delivery.OrderRefusedException;
import org.storycast.story.UnknownStoryException;

/** Shows problems to people: beside the form that they sent, or as a page. */
@ControllerAdvice(basePackageClasses = ConsoleProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ConsoleProblems {

  private static final String PAGES_WITH_FORMS =
      "/console/((stories|deliveries|readers|reader-imports)/[0-9a-f-]{36}"
          + "|channels/[a-z0-9-]{1,40}/connection|readers|suppressions|reader-imports)";
  private static final Logger log = LoggerFactory.getLogger(ConsoleProblems.class);

  @ExceptionHandler({
    ConsoleRefusal.class,
    OrderRefusedException.class,
    UnknownChannelException.class,
    InvalidAccountException.class,
    UnknownStoryException.class,
    UnreadableImportException.class,
    NoSuchElementException.class,
    IllegalArgumentException.class
  })
  ModelAndView refused(
      RuntimeException refused, HttpServletRequest request, HttpServletResponse response) {
    String message = String.valueOf(refused.getMessage());
    if (!HttpMethod.POST.matches(request.getMethod())) {
      return page(message, HttpStatus.NOT_FOUND);
    }
    FlashMap flash = RequestContextUtils.getOutputFlashMap(request);
    flash.put("problem", message);
    String back = back(request.getHeader("Referer"));
    RequestContextUtils.saveOutputFlashMap(back, request, response);
    return new ModelAndView("redirect:" + back);
  }

  @ExceptionHandler
  ModelAndView tooLarge(MaxUploadSizeExceededException refused) {
    return page(
        "The file is larger than a form may send; import it over the API, or raise"
            + " spring.servlet.multipart.max-file-size",
        HttpStatus.CONTENT_TOO_LARGE);
  }

  @ExceptionHandler
  ModelAndView failed(Exception defect, HttpServletRequest request) {
    log.atError()
        .addKeyValue("path", request.getRequestURI())
        .setCause(defect)
        .log("A page failed");
    return page("The service failed; its log says why.", HttpStatus.INTERNAL_SERVER_ERROR);
  }

  private static ModelAndView page(String problem, HttpStatus status) {
    ModelAndView page = new ModelAndView("console/problem");
    page.addObject("problem", problem);
    page.setStatus(status);
    return page;
  }

  /** Where the form was, if that is one of our pages. */
  private static String back(@Nullable String referer) {
    try {
      String path = referer == null ? "" : URI.create(referer).getPath();
      boolean isPage = path != null && path.matches(PAGES_WITH_FORMS);
      return isPage && path != null ? path : "/console";
    } catch (IllegalArgumentException malformed) {
      return "/console";
    }
  }
}
