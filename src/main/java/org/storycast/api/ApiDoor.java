// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.transaction.PlatformTransactionManager;
import org.storycast.access.Role;
import org.storycast.access.StatelessDoor;

/**
 * Which role may do what. What is not named here reads with READER and orders with OPERATOR, so
 * that a new endpoint is never open by oversight.
 */
@Configuration(proxyBeanMethods = false)
class ApiDoor {

  static final String BASE = "/api/v1";

  @Bean
  @Order(100)
  SecurityFilterChain apiRequests(
      HttpSecurity http,
      StatelessDoor door,
      RememberedAnswers answers,
      Orders orders,
      PlatformTransactionManager transactions,
      ApiProperties properties,
      Clock clock)
      throws Exception {
    door.apply(http.securityMatcher("/api/**"));
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(BASE + "/tokens", BASE + "/tokens/**")
                    .hasRole(Role.ADMIN.name())
                    .requestMatchers(
                        BASE + "/readers",
                        BASE + "/readers/**",
                        BASE + "/suppressions",
                        BASE + "/suppressions/**",
                        BASE + "/readers.csv",
                        BASE + "/suppressions.csv",
                        BASE + "/reader-imports",
                        BASE + "/reader-imports/**")
                    .hasRole(Role.OPERATOR.name())
                    .requestMatchers(
                        HttpMethod.POST,
                        BASE + "/stories",
                        BASE + "/stories/*/preview",
                        BASE + "/stories/*/rehearse",
                        BASE + "/stories/*/test")
                    .hasRole(Role.EDITOR.name())
                    .requestMatchers(HttpMethod.POST)
                    .hasRole(Role.OPERATOR.name())
                    .requestMatchers(HttpMethod.DELETE)
                    .hasRole(Role.OPERATOR.name())
                    .anyRequest()
                    .hasRole(Role.READER.name()))
        .addFilterAfter(
            new BodyLimit(Math.toIntExact(properties.maxBody().toBytes())),
            AuthorizationFilter.class)
        .addFilterAfter(
            new Idempotency(answers, orders, transactions, properties, clock), BodyLimit.class)
        .build();
  }
}
