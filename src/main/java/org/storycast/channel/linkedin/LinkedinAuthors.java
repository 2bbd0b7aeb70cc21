// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector.Answer;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Asks for whom a new token may speak: the member, or the pages that the member administers. */
final class LinkedinAuthors {

  /**
   * Roles that may publish (learn.microsoft.com, organization-access-control-by-role, read
   * 2026-11); the last name is an older one.
   */
  private static final Set<String> PUBLISHING =
      Set.of("ADMINISTRATOR", "CONTENT_ADMINISTRATOR", "CONTENT_ADMIN");

  private static final int MOST_PAGES = 100;

  private final HttpSender sender;
  private final LinkedinApp app;
  private final Secret token;
  private final UnaryOperator<String> redaction;

  LinkedinAuthors(
      HttpSender sender, LinkedinApp app, Secret token, UnaryOperator<String> redaction) {
    this.sender = sender;
    this.app = app;
    this.token = token;
    this.redaction = redaction;
  }

  /** Who may speak. */
  record Author(String urn, String name) {}

  /** What LinkedIn said. */
  sealed interface Found {

    /** At least one. */
    record Some(List<Author> authors) implements Found {}

    /** None, and why. */
    record None(Answer answer) implements Found {}
  }

  Found find() {
    return this.app.isForPages() ? pages() : member();
  }

  private Found member() {
    return switch (ask("/v2/userinfo")) {
      case Reply.Answered answer when answer.isSuccess() -> {
        String id = answer.json().path("sub").asString("");
        String urn = "urn:li:person:" + id;
        String name = answer.json().path("name").asString("");
        yield LinkedinSettings.isAuthor(urn)
            ? new Found.Some(List.of(new Author(urn, name.isBlank() ? urn : name)))
            : unknown("LinkedIn names no member");
      }
      case Reply other -> refused(other);
    };
  }

  private Found pages() {
    Reply reply = ask("/rest/organizationAcls?q=roleAssignee&state=APPROVED&count=" + MOST_PAGES);
    if (!(reply instanceof Reply.Answered answer) || !answer.isSuccess()) {
      return refused(reply);
    }
    if (!answer.json().path("elements").isArray()) {
      return unknown("LinkedIn lists no pages");
    }
    Set<String> urns =
        answer
            .json()
            .path("elements")
            .valueStream()
            .filter(it -> PUBLISHING.contains(it.path("role").asString("")))
            .filter(it -> it.path("state").asString("").equals("APPROVED"))
            .map(it -> it.path("organization").asString(""))
            .filter(it -> LinkedinSettings.isAuthor(it) && LinkedinSettings.isOrganization(it))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return urns.isEmpty()
        ? new Found.None(
            new Answer.Refused(
                "The member administers no company page: have the role of administrator or content administrator given, and connect the account anew"))
        : new Found.Some(named(urns));
  }

  /** A page whose name LinkedIn does not tell is known by its URN. */
  private List<Author> named(Set<String> urns) {
    String ids = urns.stream().map(LinkedinAuthors::idOf).collect(Collectors.joining(","));
    JsonNode results =
        ask("/rest/organizations?ids=List(%s)".formatted(ids)) instanceof Reply.Answered answer
            ? answer.json().path("results")
            : MissingNode.getInstance();
    List<Author> authors = new ArrayList<>();
    for (String urn : urns) {
      String name = results.path(idOf(urn)).path("localizedName").asString("");
      authors.add(new Author(urn, name.isBlank() ? urn : name));
    }
    return authors;
  }

  private static String idOf(String urn) {
    return urn.substring(urn.lastIndexOf(':') + 1);
  }

  private Found refused(Reply reply) {
    if (!(reply instanceof Reply.Answered answer)) {
      return unknown("LinkedIn did not answer");
    }
    String message = this.redaction.apply(answer.json().path("message").asString(""));
    String said =
        "LinkedIn answered %d%s"
            .formatted(answer.status(), message.isEmpty() ? "" : ": \"" + message + "\"");
    boolean isFinal = Set.of(401, 403, 426).contains(answer.status()) && !message.isEmpty();
    return isFinal
        ? new Found.None(
            new Answer.Refused(
                said + ". See that the app has the product for it, then connect the account anew"))
        : unknown(said);
  }

  private static Found unknown(String what) {
    return new Found.None(
        new Answer.Failed(
            what + ", so nobody knows whose account it is; connect the account anew"));
  }

  private Reply ask(String path) {
    return this.sender.send(
        client ->
            client
                .get()
                .uri(URI.create(this.app.api() + path))
                .header("Authorization", "Bearer " + this.token.reveal())
                .header("LinkedIn-Version", LinkedinSettings.MONTH.format(this.app.version()))
                .header("X-Restli-Protocol-Version", "2.0.0"));
  }
}
