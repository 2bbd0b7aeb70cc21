// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Lets everybody in to what readers, their mail programs and the platforms fetch. One-click
 * unsubscribing (RFC 8058) comes without cookie and without form token, and may not be redirected.
 */
@Configuration(proxyBeanMethods = false)
class SiteDoor {

  private static final String ONLY_WHAT_A_PAGE_NEEDS =
      "default-src 'none'; img-src * data:; style-src 'unsafe-inline'; form-action 'self'; base-uri"
          + " 'none'; frame-ancestors ";

  @Bean
  @Order(20)
  SecurityFilterChain openMedia(HttpSecurity http) {
    open(http.securityMatcher("/media/**"));
    return http.headers(headers -> headers.defaultsDisabled().contentTypeOptions(it -> {})).build();
  }

  @Bean
  @Order(21)
  SecurityFilterChain openPages(HttpSecurity http) {
    open(
        http.securityMatcher(
            "/u/**", "/p/**", "/i/**", "/c/**", "/archive", "/archive.atom", "/sign-up/**"));
    return http.addFilterBefore(new UnparsedBody(), AuthorizationFilter.class)
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(
                        policy -> policy.policyDirectives(ONLY_WHAT_A_PAGE_NEEDS + "'none'"))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
        .build();
  }

  /**
   * The form that the newspaper's own pages show in a frame. Neither it nor any other page here
   * needs a token against forged requests: there is no session to ride on, and whoever can send the
   * form from elsewhere could as well send it from their own machine.
   */
  @Bean
  @Order(19)
  SecurityFilterChain openFramedForm(HttpSecurity http, SignUpProperties signUp) {
    open(http.securityMatcher(SignUpPages.FRAMED));
    return http.headers(
            headers ->
                headers
                    .frameOptions(FrameOptionsConfig::disable)
                    .contentSecurityPolicy(
                        policy ->
                            policy.policyDirectives(
                                ONLY_WHAT_A_PAGE_NEEDS + signUp.frameAncestors()))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
        .build();
  }

  private static void open(HttpSecurity http) {
    http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .anonymous(it -> {})
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
  }
}
