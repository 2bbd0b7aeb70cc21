// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER;
import static com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE;
import static com.github.tomakehurst.wiremock.http.Fault.MALFORMED_RESPONSE_CHUNK;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A platform's API on a local port. A subclass keeps the platform's state and answers as the
 * platform would; this class carries the wire, the record of requests and the faults.
 *
 * <p>A fault hits the next request that {@linkplain #publishes would publish}. Two ways order one:
 * {@link #failNext} and a {@code #simulate-<fault>} tag in the text, such as {@code #simulate-429}.
 */
public abstract class HttpSimulator implements Simulator {

  private static final Duration STALL = Duration.ofSeconds(30);

  private final String kind;
  private final Clock clock;
  private final WireMockServer server;
  private final List<SimulatorRequest> requests = new ArrayList<>();
  private final List<Order> orders = new ArrayList<>();

  private @Nullable Kill kill;
  private boolean deaf;

  /** A death of the process that sends, with what it takes with it. */
  private record Kill(int request, boolean taken, Runnable what) {}

  private record Order(
      Predicate<SimulatorRequest> which,
      Function<SimulatorRequest, ResponseDefinitionBuilder> answer) {}

  /** Starts the simulator on a free port. */
  protected HttpSimulator(String kind, Clock clock) {
    this(kind, clock, 0);
  }

  /** Starts the simulator on the given port; zero takes a free one. */
  protected HttpSimulator(String kind, Clock clock, int port) {
    this.kind = kind;
    this.clock = clock;
    this.server =
        new WireMockServer(
            wireMockConfig()
                .port(port)
                .bindAddress("127.0.0.1")
                .http2PlainDisabled(true)
                .containerThreads(24)
                .maxRequestJournalEntries(10)
                .extensions(new Answers()));
    this.server.stubFor(any(anyUrl()));
    this.server.start();
  }

  /** Answers one request as the platform would, faults aside. Calls come one at a time. */
  protected abstract SimulatorReply answer(SimulatorRequest request);

  /** Whether the request is the irreversible one, at which faults strike. */
  protected abstract boolean publishes(SimulatorRequest request);

  /**
   * The words among which a {@code #simulate-<fault>} tag is looked for; a platform whose texts
   * come in an earlier request looks them up.
   */
  protected String wordsOf(SimulatorRequest request) {
    return request.text();
  }

  /** How the platform says that there were too many requests. */
  protected abstract SimulatorReply tooManyRequests(Duration wait);

  /** How the platform says that the credentials are no longer good. */
  protected abstract SimulatorReply badCredentials();

  /** What the platform holds and shows to readers, oldest first. */
  @Override
  public abstract List<Publication> publications();

  /** The platform's kind. */
  @Override
  public String kind() {
    return this.kind;
  }

  /** Where the API is. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + this.server.port());
  }

  /** The platform's clock. */
  protected Clock clock() {
    return this.clock;
  }

  /** Lets faults strike the next publishing requests, one each, in this order. */
  public synchronized void failNext(Fault... next) {
    Arrays.asList(next).forEach(fault -> failNext(this::publishes, fault));
  }

  /** Lets a fault strike the next request of another kind, such as an upload or an edit. */
  public synchronized void failNext(Predicate<SimulatorRequest> which, Fault fault) {
    this.orders.add(new Order(which, request -> struck(request, fault)));
  }

  /** Answers the next publishing request with this instead, without taking it. */
  public void answerNext(SimulatorReply reply) {
    answerNext(this::publishes, reply);
  }

  /** Answers the next request of another kind with this instead, without taking it. */
  public synchronized void answerNext(Predicate<SimulatorRequest> which, SimulatorReply reply) {
    this.orders.add(new Order(which, request -> plain(reply)));
  }

  /**
   * Kills the process that sends, at its n-th request from now on: the answer is lost, and nothing
   * that it sends afterwards arrives, until {@link #hearAgain}.
   *
   * @param request zero for the next one
   * @param taken whether the platform still does what the request asks for
   * @param what dies with it
   */
  public synchronized void killAt(int request, boolean taken, Runnable what) {
    this.kill = new Kill(this.requests.size() + request, taken, what);
  }

  /** Listens to the process that takes over; a kill that did not happen is called off. */
  public synchronized void hearAgain() {
    this.kill = null;
    this.deaf = false;
  }

  /** Every request so far, oldest first. */
  public synchronized List<SimulatorRequest> requests() {
    return List.copyOf(this.requests);
  }

  /** How many requests would have published. */
  public synchronized long publishingRequests() {
    return this.requests.stream().filter(this::publishes).count();
  }

  @Override
  public void close() {
    this.server.stop();
  }

  private synchronized ResponseDefinition respond(SimulatorRequest request) {
    if (this.deaf) {
      return struck(request, Fault.REFUSE_DROP).build();
    }
    this.requests.add(request);
    if (this.kill != null && this.requests.size() > this.kill.request()) {
      this.deaf = true;
      this.kill.what().run();
      return struck(request, this.kill.taken() ? Fault.TAKE_THEN_DROP : Fault.REFUSE_DROP).build();
    }
    Optional<Order> order = this.orders.stream().filter(it -> it.which().test(request)).findFirst();
    order.ifPresent(this.orders::remove);
    return order
        .map(it -> it.answer().apply(request))
        .orElseGet(() -> undisturbed(request))
        .build();
  }

  private ResponseDefinitionBuilder undisturbed(SimulatorRequest request) {
    Optional<Fault> fault = publishes(request) ? orderedIn(wordsOf(request)) : Optional.empty();
    return fault.isPresent() ? struck(request, fault.get()) : plain(answer(request));
  }

  private static Optional<Fault> orderedIn(String text) {
    return Arrays.stream(Fault.values())
        .filter(
            fault -> {
              String name = fault.name().replace('_', '-').toLowerCase(java.util.Locale.ROOT);
              return text.contains("simulate-" + name)
                  || fault == Fault.REFUSE_429 && text.contains("simulate-429");
            })
        .findFirst();
  }

  private ResponseDefinitionBuilder struck(SimulatorRequest request, Fault fault) {
    return switch (fault) {
      case TAKE_THEN_DROP -> broken(answer(request), EMPTY_RESPONSE);
      case TAKE_THEN_500 -> instead(answer(request), SimulatorReply.html(500, "Oops"));
      case TAKE_THEN_STALL ->
          plain(answer(request)).withFixedDelay(Math.toIntExact(STALL.toMillis()));
      case TAKE_THEN_GARBLE -> plain(halved(answer(request)));
      case TAKE_THEN_HTML -> instead(answer(request), SimulatorReply.html(200, "Welcome"));
      case TAKE_THEN_BREAK -> broken(answer(request), MALFORMED_RESPONSE_CHUNK);
      case TAKE_THEN_RESET -> broken(answer(request), CONNECTION_RESET_BY_PEER);
      case TAKE_THEN_EMPTY -> instead(answer(request), SimulatorReply.empty(200));
      case TAKE_THEN_TRICKLE -> trickling(answer(request));
      case TAKE_IN_PIECES -> plain(answer(request)).withChunkedDribbleDelay(5, 100);
      case REFUSE_502 -> plain(SimulatorReply.html(502, "Bad gateway"));
      case REFUSE_DROP -> broken(SimulatorReply.empty(200), EMPTY_RESPONSE);
      case REFUSE_429 -> plain(tooManyRequests(Duration.ofSeconds(7)));
      case REFUSE_CREDENTIALS -> plain(badCredentials());
    };
  }

  /** Half of the body; an answer that says everything in its headers loses these instead. */
  private static SimulatorReply halved(SimulatorReply reply) {
    byte[] half = Arrays.copyOf(reply.body(), reply.body().length / 2);
    return reply.body().length == 0
        ? SimulatorReply.empty(reply.status())
        : new SimulatorReply(reply.status(), reply.headers(), half);
  }

  private static ResponseDefinitionBuilder trickling(SimulatorReply reply) {
    int stall = Math.toIntExact(STALL.toMillis());
    return reply.body().length == 0
        ? plain(reply).withFixedDelay(stall)
        : plain(reply).withChunkedDribbleDelay(5, stall);
  }

  private static ResponseDefinitionBuilder instead(SimulatorReply taken, SimulatorReply shown) {
    return plain(taken.status() / 100 == 2 ? shown : taken);
  }

  private static ResponseDefinitionBuilder broken(
      SimulatorReply taken, com.github.tomakehurst.wiremock.http.Fault how) {
    return taken.status() / 100 == 2
        ? new ResponseDefinitionBuilder().withFault(how)
        : plain(taken);
  }

  private static ResponseDefinitionBuilder plain(SimulatorReply reply) {
    ResponseDefinitionBuilder builder =
        new ResponseDefinitionBuilder().withStatus(reply.status()).withBody(reply.body());
    for (Map.Entry<String, String> header : reply.headers().entrySet()) {
      builder.withHeader(header.getKey(), header.getValue());
    }
    return builder;
  }

  private final class Answers implements ResponseDefinitionTransformerV2 {

    @Override
    public ResponseDefinition transform(ServeEvent event) {
      return respond(SimulatorRequest.of(event.getRequest()));
    }

    @Override
    public String getName() {
      return HttpSimulator.this.kind;
    }
  }
}
