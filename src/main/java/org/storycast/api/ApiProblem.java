// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.storycast.intake.FieldProblem;

/** A request can't be done; it says which field is wrong and what to do. */
final class ApiProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final @Nullable String field;
  private final transient List<FieldProblem> errors = new ArrayList<>();

  private ApiProblem(HttpStatus status, @Nullable String field, String detail) {
    super(detail);
    this.status = status;
    this.field = field;
  }

  /** A field that can't be read. */
  static ApiProblem malformed(String field, String detail) {
    return new ApiProblem(HttpStatus.BAD_REQUEST, field, detail);
  }

  /** A field that can be read and can't be followed. */
  static ApiProblem unfit(String field, String detail) {
    return new ApiProblem(HttpStatus.UNPROCESSABLE_CONTENT, field, detail);
  }

  /** Several fields at once. */
  static ApiProblem refused(List<FieldProblem> problems) {
    ApiProblem problem =
        new ApiProblem(
            HttpStatus.UNPROCESSABLE_CONTENT,
            problems.getFirst().field(),
            "Nothing is stored: %s. %s"
                .formatted(problems.getFirst().problem(), problems.getFirst().remedy()));
    problem.errors.addAll(problems);
    return problem;
  }

  static ApiProblem notFound(String detail) {
    return new ApiProblem(HttpStatus.NOT_FOUND, null, detail);
  }

  static ApiProblem conflict(String detail) {
    return new ApiProblem(HttpStatus.CONFLICT, null, detail);
  }

  static ApiProblem forbidden(String field, String detail) {
    return new ApiProblem(HttpStatus.FORBIDDEN, field, detail);
  }

  HttpStatus status() {
    return this.status;
  }

  @Nullable String field() {
    return this.field;
  }

  List<FieldProblem> errors() {
    return this.errors;
  }
}
