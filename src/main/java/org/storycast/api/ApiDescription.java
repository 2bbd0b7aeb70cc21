// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the API in OpenAPI, with the problems that every operation may answer. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

  private static final Map<String, String> READING = new LinkedHashMap<>();
  private static final Map<String, String> ORDERING = new LinkedHashMap<>();

  static {
    READING.put("400", "A parameter or field can't be read");
    READING.put("401", "No token, or an unknown one");
    READING.put("403", "The token's role does not allow it");
    READING.put("404", "There is no such thing");
    READING.put("405", "The method is not possible here");
    READING.put("429", "Too many wrong tokens from this address");
    READING.put("500", "The service failed");
    ORDERING.put("409", "It does not fit how things stand, or the same order is under way");
    ORDERING.put("413", "The body is too large");
    ORDERING.put("415", "The body is of another type");
    ORDERING.put("422", "It can be read and can't be followed");
  }

  @Bean
  OpenAPI storycastApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Storycast")
                .version("1")
                .description("Carries a newsroom's story to every channel, once, provably."))
        .components(
            new Components()
                .addSecuritySchemes(
                    "token", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
                .addSchemas("Problem", problem()))
        .addSecurityItem(new SecurityRequirement().addList("token"));
  }

  private static Schema<?> problem() {
    return new ObjectSchema()
        .description("RFC 9457")
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema().description("What is wrong and what to do"))
        .addProperty("field", new StringSchema().description("Which field is wrong, if one is"))
        .addProperty("instance", new StringSchema());
  }

  @Bean
  OpenApiCustomizer problemsAndKeys() {
    return api ->
        api.getPaths()
            .values()
            .forEach(
                path ->
                    path.readOperationsMap()
                        .forEach((method, operation) -> complete(method, operation)));
  }

  private static void complete(PathItem.HttpMethod method, Operation operation) {
    operation
        .getResponses()
        .keySet()
        .removeIf(status -> status.startsWith("4") || status.startsWith("5"));
    READING.forEach((status, what) -> answer(operation, status, what));
    if (method == PathItem.HttpMethod.POST) {
      ORDERING.forEach((status, what) -> answer(operation, status, what));
      if (operation.getParameters() != null) {
        operation.getParameters().removeIf(it -> Idempotency.HEADER.equals(it.getName()));
      }
      operation.addParametersItem(
          new Parameter()
              .in("header")
              .name(Idempotency.HEADER)
              .description("The same key with the same order is done once and answered alike")
              .schema(new StringSchema().maxLength(200)));
    }
  }

  private static void answer(Operation operation, String status, String what) {
    operation
        .getResponses()
        .addApiResponse(
            status,
            new ApiResponse()
                .description(what)
                .content(
                    new Content()
                        .addMediaType(
                            "application/problem+json",
                            new MediaType()
                                .schema(new Schema<>().$ref("#/components/schemas/Problem")))));
  }
}
