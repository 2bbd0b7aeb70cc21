// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.storycast.access.AccessToken;
import org.storycast.access.AccessTokens;
import org.storycast.access.Caller;
import org.storycast.access.IssuedToken;
import org.storycast.access.Role;

/** Tokens: hand out, list, revoke. */
@RestController
@RequestMapping(ApiDoor.BASE + "/tokens")
@Tag(name = "tokens")
class TokensController {

  private final AccessTokens tokens;

  TokensController(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @GetMapping
  @Operation(summary = "List tokens, without their texts")
  List<AccessToken> list() {
    return this.tokens.all();
  }

  @OneTransaction
  @PostMapping
  @Operation(summary = "Create a token", description = "Its text is shown this once.")
  ResponseEntity<NewToken> create(
      @Valid @RequestBody TokenOrder order, @AuthenticationPrincipal Caller caller) {
    IssuedToken issued = this.tokens.create(order.name().strip(), order.role(), caller.name());
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(new NewToken(issued.token(), issued.text()));
  }

  @OneTransaction
  @PostMapping("/{id}/revoke")
  @Operation(summary = "Revoke a token at once", description = "Twice changes nothing.")
  AccessToken revoke(@PathVariable UUID id) {
    try {
      return this.tokens.revoke(id);
    } catch (NoSuchElementException unknown) {
      throw ApiProblem.notFound(
          "There is no token %s; list the tokens to see their identities".formatted(id));
    }
  }

  /** Whose token, and what it may do. */
  record TokenOrder(
      @NotBlank(message = "says who holds it") String name,
      @NotNull(message = "needs one of READER, EDITOR, OPERATOR, ADMIN") Role role) {}

  /** A token with its text, which is never shown again. */
  record NewToken(AccessToken token, String text) {

    @Override
    public String toString() {
      return "NewToken[%s, ***]".formatted(this.token);
    }
  }
}
