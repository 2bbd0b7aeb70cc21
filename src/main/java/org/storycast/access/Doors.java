// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/**
 * The locks that all doors share. Health is open; what no door answers for is closed. A door that
 * is to be open brings a chain of its own.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class Doors {

  /** Each role includes the ones before it. */
  @Bean
  RoleHierarchy roleHierarchy() {
    return RoleHierarchyImpl.withDefaultRolePrefix()
        .role(Role.ADMIN.name())
        .implies(Role.OPERATOR.name())
        .role(Role.OPERATOR.name())
        .implies(Role.EDITOR.name())
        .role(Role.EDITOR.name())
        .implies(Role.READER.name())
        .build();
  }

  /** Tokens are the only way in: no user, no generated password. */
  @Bean
  AuthenticationManager noOtherWayIn() {
    return authentication -> {
      throw new AuthenticationException("Show a token") {};
    };
  }

  @Bean
  StatelessDoor statelessDoor(AccessTokens tokens, LoginThrottle throttle) {
    return http ->
        http.csrf(AbstractHttpConfigurer::disable)
            .logout(AbstractHttpConfigurer::disable)
            .requestCache(AbstractHttpConfigurer::disable)
            .sessionManagement(
                sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
            .headers(
                headers ->
                    headers.contentSecurityPolicy(
                        policy ->
                            policy.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
            .addFilterBefore(new BearerTokens(tokens, throttle), BasicAuthenticationFilter.class)
            .exceptionHandling(
                handling ->
                    handling
                        .authenticationEntryPoint(
                            (request, response, unknown) -> {
                              response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                              Problems.write(
                                  response,
                                  HttpStatus.UNAUTHORIZED,
                                  "Show a token: Authorization: Bearer sct_…");
                            })
                        .accessDeniedHandler(
                            (request, response, denied) ->
                                Problems.write(
                                    response,
                                    HttpStatus.FORBIDDEN,
                                    "The token's role does not allow this; use one of a higher"
                                        + " role")));
  }

  @Bean
  @Order(900)
  SecurityFilterChain actuatorDoor(HttpSecurity http, StatelessDoor door) throws Exception {
    door.apply(http.securityMatcher("/actuator/**"));
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(HttpMethod.GET, "/actuator/health", "/actuator/health/**")
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, "/actuator/prometheus")
                    .hasRole(Role.READER.name())
                    .anyRequest()
                    .denyAll())
        .build();
  }

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  SecurityFilterChain closedDoor(HttpSecurity http, StatelessDoor door) throws Exception {
    door.apply(http);
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(jakarta.servlet.DispatcherType.ERROR)
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .build();
  }
}
