// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.storycast.access.Caller;
import org.storycast.access.Problems;
import org.storycast.api.RememberedAnswers.Claim;
import org.storycast.api.RememberedAnswers.Order;
import org.storycast.channel.Digest;

/**
 * Does an order with an {@code Idempotency-Key} once, and gives every repeat the same answer.
 *
 * <p>An order is claimed in a short transaction of its own, so that repeats find it, on whatever
 * instance; they wait for its answer without holding a connection. Then:
 *
 * <ul>
 *   <li>An order whose effect lies in the database ({@link OneTransaction}) is done and its answer
 *       remembered in one transaction. A process that dies in between leaves neither; after {@code
 *       order-within} a repeat takes the order over and does it for the first time. A process that
 *       was only slow finds its claim gone when it comes to write the answer, and its effect is
 *       rolled back. So the effect happens once, and no later repeat can settle a second doubt with
 *       the decision meant for the first.
 *   <li>Other orders (submitting a story, previewing, polling, confirming) are harmless to repeat,
 *       by their own identity: a story is known by its names, a reader by the address. After a
 *       crash a repeat does them again and tells how it then stands.
 * </ul>
 *
 * <p>A file of readers that is uploaded passes: it is known by its bytes, and nobody is added
 * twice.
 *
 * <p>What failed on our side (5xx) is rolled back and not remembered: a repeat tries again. What
 * was refused (4xx) is remembered.
 */
final class Idempotency extends OncePerRequestFilter {

  static final String HEADER = "Idempotency-Key";

  private static final Logger log = LoggerFactory.getLogger(Idempotency.class);
  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,200}");
  private static final long LOOK_EVERY_MILLIS = 200;

  private final RememberedAnswers answers;
  private final Orders orders;
  private final PlatformTransactionManager transactions;
  private final ApiProperties properties;
  private final Clock clock;
  private final Map<Order, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

  Idempotency(
      RememberedAnswers answers,
      Orders orders,
      PlatformTransactionManager transactions,
      ApiProperties properties,
      Clock clock) {
    this.answers = answers;
    this.orders = orders;
    this.transactions = transactions;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !HttpMethod.POST.matches(request.getMethod())
        || request.getHeader(HEADER) == null
        || UploadedFiles.isOne(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String key = request.getHeader(HEADER);
    if (!FORM.matcher(key).matches()) {
      Problems.write(
          response,
          HttpStatus.BAD_REQUEST,
          "Idempotency-Key needs 1 to 200 visible ASCII characters without spaces, such as a UUID");
      return;
    }
    Order order = order(request, key);
    Instant patience = this.clock.instant().plus(this.properties.waitForAnswer());
    while (!isAnswered(this.answers.claim(order), order, request, response, chain)) {
      if (this.clock.instant().isAfter(patience) || !waitAWhile(order)) {
        stillUnderWay(response);
        return;
      }
    }
  }

  private boolean isAnswered(
      Claim claim,
      Order order,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    switch (claim) {
      case Claim.Mine mine -> perform(order, mine.claim(), request, response, chain);
      case Claim.Answered answered ->
          Answer.unseal(answered.answer(), secret(request)).replay(response);
      case Claim.OtherOrder other ->
          Problems.write(
              response,
              HttpStatus.UNPROCESSABLE_CONTENT,
              "This Idempotency-Key was used for another request; take a new one for this order");
      case Claim.UnderWay underWay -> {
        return false;
      }
    }
    return true;
  }

  private void perform(
      Order order,
      UUID claim,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    this.underWay.put(order, done);
    ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
    try {
      if (this.orders.areOneTransaction(request)) {
        inOneTransaction(order, claim, request, answer, chain);
      } else {
        chain.doFilter(request, answer);
        settle(order, claim, request, answer);
      }
      answer.copyBodyToResponse();
    } catch (RuntimeException | ServletException | IOException failure) {
      failed(order, claim, response, failure);
    } finally {
      this.underWay.remove(order, done);
      done.complete(null);
    }
  }

  private void inOneTransaction(
      Order order,
      UUID claim,
      HttpServletRequest request,
      ContentCachingResponseWrapper answer,
      FilterChain chain)
      throws ServletException, IOException {
    TransactionStatus transaction =
        this.transactions.getTransaction(new DefaultTransactionDefinition());
    boolean remembered = false;
    try {
      chain.doFilter(request, answer);
      remembered =
          answer.getStatus() < 400
              && this.answers.remember(order, claim, Answer.of(answer).seal(secret(request)));
    } finally {
      if (!remembered) {
        this.transactions.rollback(transaction);
      }
    }
    if (remembered) {
      this.transactions.commit(transaction);
    } else if (answer.getStatus() < 400) {
      answer.reset();
      stillUnderWay(answer);
    } else {
      settle(order, claim, request, answer);
    }
  }

  private void settle(
      Order order, UUID claim, HttpServletRequest request, ContentCachingResponseWrapper answer) {
    if (answer.getStatus() >= 500) {
      this.answers.release(order, claim);
    } else {
      this.answers.remember(order, claim, Answer.of(answer).seal(secret(request)));
    }
  }

  private void failed(Order order, UUID claim, HttpServletResponse response, Exception failure)
      throws IOException {
    log.atError().setCause(failure).log("An order failed");
    if (!response.isCommitted()) {
      response.resetBuffer();
      Problems.write(
          response,
          HttpStatus.INTERNAL_SERVER_ERROR,
          "The service failed; its log says why. Repeat the request with the same"
              + " Idempotency-Key");
    }
    this.answers.release(order, claim);
  }

  private static void stillUnderWay(HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, "5");
    Problems.write(
        response,
        HttpStatus.CONFLICT,
        "The same order is still under way; repeat it with the same Idempotency-Key");
  }

  /** Until this process has answered the order, or for a moment where another one does it. */
  private boolean waitAWhile(Order order) {
    try {
      this.underWay
          .getOrDefault(order, new CompletableFuture<>())
          .get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException look) {
      return true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Order order(HttpServletRequest request, String key) {
    byte[] body = request instanceof ReadRequest read ? read.body() : new byte[0];
    return new Order(
        caller().id(),
        key,
        Digest.of(
                String.join(
                    "\n",
                    request.getMethod(),
                    request.getRequestURI(),
                    String.valueOf(request.getQueryString()),
                    Digest.of(body).hex()))
            .hex());
  }

  private static Caller caller() {
    if (SecurityContextHolder.getContext().getAuthentication() != null
        && SecurityContextHolder.getContext().getAuthentication().getPrincipal()
            instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("Orders come behind the lock");
  }

  private static String secret(HttpServletRequest request) {
    return String.valueOf(request.getHeader(HttpHeaders.AUTHORIZATION)).substring(7).strip();
  }
}
