// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.storycast.access.AccessTokens;
import org.storycast.access.CallerAuthentication;
import org.storycast.access.LoginThrottle;
import org.storycast.access.Role;

/** The console's lock: a session that begins with a token, and the same roles as the API's. */
@Configuration(proxyBeanMethods = false)
class ConsoleDoor {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  @Bean
  @Order(200)
  SecurityFilterChain consolePages(HttpSecurity http, AccessTokens tokens, LoginThrottle throttle)
      throws Exception {
    http.securityMatcher("/console", "/console/**", "/webjars/htmx.org/**")
        .authenticationManager(byToken(tokens, throttle))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
        .formLogin(
            form ->
                form.loginPage("/console/login")
                    .passwordParameter("token")
                    .defaultSuccessUrl("/console", true)
                    .failureHandler(
                        (request, response, failure) ->
                            response.sendRedirect(
                                "/console/login?problem="
                                    + (failure instanceof LockedException ? "wait" : "unknown"))))
        .logout(
            logout -> logout.logoutUrl("/console/logout").logoutSuccessUrl("/console/login?logout"))
        .requestCache(cache -> cache.disable())
        .exceptionHandling(
            handling ->
                handling
                    .accessDeniedPage("/console/denied")
                    .authenticationEntryPoint(
                        (request, response, unknown) -> {
                          if (isByScript(request)) {
                            response.setHeader("HX-Redirect", "/console/login");
                            response.setStatus(HttpStatus.UNAUTHORIZED.value());
                          } else {
                            new LoginUrlAuthenticationEntryPoint("/console/login")
                                .commence(request, response, unknown);
                          }
                        }))
        .addFilterBefore(new UploadsOfOperators(), CsrfFilter.class)
        .addFilterBefore(new ValidSessions(tokens), AuthorizationFilter.class);
    return allowRoles(http).build();
  }

  /**
   * Where platforms send people back to, without session. The code in the address must not travel
   * on, neither as a referrer nor from a cache.
   */
  @Bean
  @Order(199)
  SecurityFilterChain returningPeople(HttpSecurity http) throws Exception {
    return http.securityMatcher(ReturnController.PATH + "/**")
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
        .requestCache(cache -> cache.disable())
        .csrf(csrf -> csrf.disable())
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(HttpMethod.GET, ReturnController.PATH + "/*")
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .build();
  }

  private static HttpSecurity allowRoles(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(
        requests ->
            requests
                .requestMatchers(
                    "/console/login", "/console/denied", "/console/assets/**", "/webjars/**")
                .permitAll()
                .requestMatchers(
                    "/console/readers",
                    "/console/readers/**",
                    "/console/suppressions",
                    "/console/suppressions/**",
                    ReaderImportController.PATH,
                    ReaderImportController.PATH + "/**")
                .hasRole(Role.OPERATOR.name())
                .requestMatchers(HttpMethod.GET, "/console", "/console/**")
                .hasRole(Role.READER.name())
                .requestMatchers(
                    HttpMethod.POST,
                    "/console/stories/*/preview",
                    "/console/stories/*/rehearse",
                    "/console/stories/*/test")
                .hasRole(Role.EDITOR.name())
                .requestMatchers(HttpMethod.POST, "/console/**")
                .hasRole(Role.OPERATOR.name())
                .anyRequest()
                .denyAll());
  }

  private static boolean isByScript(HttpServletRequest request) {
    return "true".equals(request.getHeader("HX-Request"));
  }

  private static AuthenticationManager byToken(AccessTokens tokens, LoginThrottle throttle) {
    return login -> {
      String address =
          login.getDetails() instanceof WebAuthenticationDetails details
              ? details.getRemoteAddress()
              : "";
      Duration wait = throttle.waitFor(address);
      if (wait.isPositive()) {
        throw new LockedException("Too many wrong tokens");
      }
      return tokens
          .authenticate(String.valueOf(login.getCredentials()).strip())
          .map(CallerAuthentication::new)
          .orElseThrow(
              () -> {
                throttle.failed(address);
                return new BadCredentialsException("Unknown token");
              });
    };
  }
}
