// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * Lets everybody in to what readers, their mail programs and the platforms fetch. One-click
 * unsubscribing (RFC 8058) comes without cookie and without form token, and may not be redirected.
 */
@Configuration(proxyBeanMethods = false)
class SiteDoor {

  private static final String ONLY_WHAT_A_PAGE_NEEDS =
      "default-src 'none'; img-src * data:; style-src 'unsafe-inline'; form-action 'self'; base-uri"
          + " 'none'; frame-ancestors 'none'";

  @Bean
  @Order(20)
  SecurityFilterChain openMedia(HttpSecurity http) {
    open(http.securityMatcher("/media/**"));
    return http.headers(headers -> headers.defaultsDisabled().contentTypeOptions(it -> {})).build();
  }

  @Bean
  @Order(21)
  SecurityFilterChain openPages(HttpSecurity http) {
    open(http.securityMatcher("/u/**", "/p/**", "/i/**", "/c/**", "/archive", "/archive.atom"));
    return http.addFilterBefore(new UnparsedBody(), AuthorizationFilter.class)
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(
                        policy -> policy.policyDirectives(ONLY_WHAT_A_PAGE_NEEDS))
                    .referrerPolicy(
                        policy ->
                            policy.policy(
                                org.springframework.security.web.header.writers
                                    .ReferrerPolicyHeaderWriter.ReferrerPolicy.NO_REFERRER)))
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
