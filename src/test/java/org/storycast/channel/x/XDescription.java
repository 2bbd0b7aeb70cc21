// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;

/** X's OpenAPI document: which requests there are, what may be in them, and what is answered. */
final class XDescription {

  static final Path FILE =
      Path.of(
          System.getProperty("conformance.dir", "../shared/conformance"),
          "platform-specs/x/openapi.json");

  private static final Optional<XDescription> PUBLISHED = read();

  private final OpenApiInteractionValidator validator;

  private XDescription(OpenApiInteractionValidator validator) {
    this.validator = validator;
  }

  /** Empty where the file is not there. */
  static Optional<XDescription> load() {
    return PUBLISHED;
  }

  private static Optional<XDescription> read() {
    if (!Files.isRegularFile(FILE)) {
      return Optional.empty();
    }
    return Optional.of(
        new XDescription(
            OpenApiInteractionValidator.createFor(FILE.toUri().toString())
                .withLevelResolver(
                    LevelResolver.create()
                        .withLevel(
                            "validation.request.parameter.query.unexpected",
                            ValidationReport.Level.ERROR)
                        // The signature is checked by the simulator; here it is a plain header.
                        .withLevel(
                            "validation.request.security.missing", ValidationReport.Level.IGNORE)
                        .build())
                .build()));
  }

  /** Whether the request is one to the API; consent and tokens are not in the document. */
  static boolean describes(SimulatorRequest request) {
    return request.path().startsWith("/2/") && !request.path().startsWith("/2/oauth2/");
  }

  /** What is wrong with the request; empty where nothing is. */
  List<String> faultsOf(SimulatorRequest request) {
    return faultsOf(requestOf(request));
  }

  /** The same of a request that was not sent. */
  List<String> faultsOf(Request request) {
    return faults(request, this.validator.validateRequest(request));
  }

  /** What is wrong with the request and its answer; empty where nothing is. */
  List<String> faultsOf(SimulatorRequest request, SimulatorReply reply) {
    if (isRefusalOfAnUnlistedType(reply)) {
      return faultsOf(request);
    }
    Request sent = requestOf(request);
    return faults(sent, this.validator.validate(sent, responseOf(reply)));
  }

  /**
   * X's live refusals have types such as {@code about:blank}, which its document does not list; of
   * those only the request can be held against it.
   */
  private static boolean isRefusalOfAnUnlistedType(SimulatorReply reply) {
    return reply.status() >= 400
        && !textOf(reply).contains("https://api.x.com/2/problems/resource-not-found");
  }

  private static List<String> faults(Request request, ValidationReport report) {
    return report.getMessages().stream()
        .filter(it -> it.getLevel() == ValidationReport.Level.ERROR)
        .map(it -> "%s %s: %s".formatted(request.getMethod(), request.getPath(), it))
        .toList();
  }

  private static Request requestOf(SimulatorRequest request) {
    SimpleRequest.Builder builder =
        new SimpleRequest.Builder(request.method(), request.path(), false);
    request.query().forEach(builder::withQueryParam);
    request.headers().forEach(builder::withHeader);
    return request.body().length == 0 ? builder.build() : builder.withBody(request.text()).build();
  }

  private static SimpleResponse responseOf(SimulatorReply reply) {
    SimpleResponse.Builder builder = SimpleResponse.Builder.status(reply.status());
    reply.headers().forEach(builder::withHeader);
    return builder.withBody(textOf(reply)).build();
  }

  private static String textOf(SimulatorReply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }
}
