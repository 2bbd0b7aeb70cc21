// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.storycast.access.TokenRefusedException;
import org.storycast.channel.UnknownChannelException;
import org.storycast.delivery.OrderRefusedException;
import org.storycast.story.UnknownStoryException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Turns whatever goes wrong into a problem document (RFC 9457) that names the field and the remedy,
 * and neither a class nor a secret. It also answers for requests that reach no controller, so it
 * comes after the advice of the other doors.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ApiProblems extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ApiProblems.class);

  @ExceptionHandler
  ResponseEntity<Object> on(ApiProblem problem) {
    ProblemDetail detail = of(problem.status(), problem.field(), problem.getMessage());
    if (!problem.errors().isEmpty()) {
      detail.setProperty("errors", problem.errors());
    }
    return ResponseEntity.status(problem.status()).body(detail);
  }

  @ExceptionHandler
  ResponseEntity<Object> on(OrderRefusedException refused) {
    return problem(HttpStatus.CONFLICT, null, refused.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<Object> on(TokenRefusedException refused) {
    return problem(HttpStatus.UNPROCESSABLE_CONTENT, "name", refused.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<Object> on(UnknownChannelException unknown) {
    return problem(HttpStatus.UNPROCESSABLE_CONTENT, "channels", unknown.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<Object> on(UnknownStoryException unknown) {
    return problem(HttpStatus.NOT_FOUND, null, unknown.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<Object> on(Exception defect) {
    log.atError().setCause(defect).log("A request failed");
    return problem(
        HttpStatus.INTERNAL_SERVER_ERROR,
        null,
        "The service failed; its log says why. Repeat the request with the same Idempotency-Key");
  }

  @Override
  protected ResponseEntity<Object> handleNoResourceFoundException(
      NoResourceFoundException unknown,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return problem(
        HttpStatus.NOT_FOUND,
        null,
        "There is nothing here; GET /api/v1/openapi lists what there is");
  }

  @Override
  protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(
      HttpRequestMethodNotSupportedException other,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail problem =
        of(
            HttpStatus.METHOD_NOT_ALLOWED,
            null,
            "%s is not possible here; use %s"
                .formatted(other.getMethod(), list(other.getSupportedMethods())));
    return new ResponseEntity<>(problem, headers, HttpStatus.METHOD_NOT_ALLOWED);
  }

  @Override
  protected ResponseEntity<Object> handleHttpMediaTypeNotSupported(
      HttpMediaTypeNotSupportedException other,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String sent = other.getContentType() == null ? "none" : other.getContentType().toString();
    ProblemDetail problem =
        of(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "Content-Type",
            "The body's type is %s; send %s"
                .formatted(
                    sent,
                    other.getSupportedMediaTypes().stream()
                        .map(Object::toString)
                        .distinct()
                        .collect(Collectors.joining(" or "))));
    return new ResponseEntity<>(problem, headers, HttpStatus.UNSUPPORTED_MEDIA_TYPE);
  }

  @Override
  protected ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException mismatch,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String field =
        mismatch instanceof MethodArgumentTypeMismatchException argument
            ? argument.getName()
            : mismatch.getPropertyName();
    return problem(
        HttpStatus.BAD_REQUEST,
        field,
        "\"%s\" is not possible for %s; it needs %s"
            .formatted(mismatch.getValue(), field, needed(typeNeeded(mismatch))));
  }

  /** In a list it is the item's type that was needed. */
  private static @Nullable Class<?> typeNeeded(TypeMismatchException mismatch) {
    for (Throwable it = mismatch.getCause(); it != null; it = it.getCause()) {
      if (it instanceof ConversionFailedException failed) {
        TypeDescriptor element = failed.getTargetType().getElementTypeDescriptor();
        return element == null ? failed.getTargetType().getType() : element.getType();
      }
    }
    return mismatch.getRequiredType();
  }

  @Override
  protected ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException invalid,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    FieldError first = invalid.getBindingResult().getFieldErrors().getFirst();
    return problem(
        HttpStatus.BAD_REQUEST,
        first.getField(),
        "%s %s".formatted(first.getField(), first.getDefaultMessage()));
  }

  @Override
  protected ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    for (Throwable it = unreadable; it != null; it = it.getCause()) {
      if (it instanceof ApiProblem problem) {
        return on(problem);
      }
      if (it instanceof JacksonException json) {
        return unreadableJson(json);
      }
    }
    return problem(HttpStatus.BAD_REQUEST, null, "The body is missing; send a JSON object");
  }

  private static ResponseEntity<Object> unreadableJson(JacksonException json) {
    String field =
        json.getPath().stream()
            .map(
                step ->
                    step.getPropertyName() == null
                        ? "[" + step.getIndex() + "]"
                        : "." + step.getPropertyName())
            .collect(Collectors.joining());
    String name = field.startsWith(".") ? field.substring(1) : field;
    String detail =
        switch (json) {
          case UnrecognizedPropertyException unknown ->
              "There is no field \"%s\"; the fields are %s"
                  .formatted(name, list(unknown.getKnownPropertyIds()));
          case InvalidFormatException format ->
              "\"%s\" is not possible for %s; it needs %s"
                  .formatted(format.getValue(), name, needed(format.getTargetType()));
          case StreamReadException broken ->
              "The body is no JSON: line %d, column %d"
                  .formatted(broken.getLocation().getLineNr(), broken.getLocation().getColumnNr());
          default -> "The value of %s does not fit; /api/v1/openapi says what does".formatted(name);
        };
    return problem(HttpStatus.BAD_REQUEST, name.isEmpty() ? null : name, detail);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception failure,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (status.is5xxServerError()) {
      log.atError().setCause(failure).log("A request failed");
    }
    return super.handleExceptionInternal(failure, body, headers, status, request);
  }

  private static String needed(@Nullable Class<?> type) {
    if (type == null) {
      return "another form";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(Object::toString)
              .collect(Collectors.joining(", "));
    }
    return switch (type.getSimpleName()) {
      case "UUID" -> "a UUID";
      case "Instant" -> "a moment such as 2026-03-02T12:00:00Z";
      case "URI" -> "an address such as https://example.org/story";
      case "int", "Integer", "long", "Long" -> "a whole number";
      case "boolean", "Boolean" -> "true or false";
      default -> "another form";
    };
  }

  private static String list(@Nullable Object names) {
    return switch (names) {
      case null -> "another one";
      case Object[] array -> list(List.of(array));
      case java.util.Collection<?> many ->
          many.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
      default -> names.toString();
    };
  }

  private static ResponseEntity<Object> problem(
      HttpStatus status, @Nullable String field, @Nullable String detail) {
    return ResponseEntity.status(status).body(of(status, field, detail));
  }

  private static ProblemDetail of(
      HttpStatus status, @Nullable String field, @Nullable String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, String.valueOf(detail));
    if (field != null) {
      problem.setProperty("field", field);
    }
    return problem;
  }
}
