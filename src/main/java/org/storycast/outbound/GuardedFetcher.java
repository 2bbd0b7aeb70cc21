// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.outbound;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * Fetches addresses that come from outside, such as feeds, pictures and webhooks' targets. It never
 * reaches into the own network, whatever an address, a redirect or a name server says: every
 * connection is checked at the moment it is made.
 */
public final class GuardedFetcher {

  private static final int MAX_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /** What a redirect to another site may see; the rest may be secret. */
  private static final Set<String> HARMLESS = Set.of("accept", "accept-language", "user-agent");

  private final AddressGuard guard;
  private final Duration totalTimeout;
  private final OkHttpClient guarded;
  private final OkHttpClient trusting;

  GuardedFetcher(OutboundProperties properties) {
    this(properties, host -> List.of(InetAddress.getAllByName(host)), target -> target);
  }

  GuardedFetcher(OutboundProperties properties, HostResolver resolver, GuardedSocket.Route route) {
    this.guard = new AddressGuard(properties.allow());
    this.totalTimeout = properties.totalTimeout();
    this.guarded = client(properties, resolver, new GuardedSocketFactory(route));
    this.trusting = client(properties, resolver, SocketFactory.getDefault());
  }

  /** A fetcher that may also ask these hosts, each with its port, such as {@code intern:8080}. */
  public static GuardedFetcher allowing(Set<String> hostsWithPort) {
    return new GuardedFetcher(
        new OutboundProperties(hostsWithPort, Duration.ofSeconds(5), Duration.ofSeconds(30)));
  }

  /** Idle connections are not kept: each fetch is a new look at where its name leads. */
  private static OkHttpClient client(
      OutboundProperties properties, HostResolver resolver, SocketFactory sockets) {
    return new OkHttpClient.Builder()
        .dns(new GuardedDns(resolver, properties.connectTimeout()))
        .socketFactory(sockets)
        .proxy(Proxy.NO_PROXY)
        .protocols(List.of(Protocol.HTTP_1_1))
        .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
        .cookieJar(CookieJar.NO_COOKIES)
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .connectTimeout(properties.connectTimeout())
        .readTimeout(properties.totalTimeout())
        .build();
  }

  /**
   * Fetches with GET and follows at most five redirects, each checked as the first address is.
   *
   * @param headers for the request; secrets among them stay with the first site
   * @param maximumBytes a body that is larger, decompressed, is a failure
   */
  public Fetched fetch(URI address, Map<String, String> headers, int maximumBytes) {
    try {
      return follow(address, headers, maximumBytes);
    } catch (RefusedException refused) {
      return new Fetched.Refused(refused.why());
    } catch (InterruptedIOException late) {
      return new Fetched.Failed("No whole answer within " + this.totalTimeout.toSeconds() + " s");
    } catch (UnknownHostException unknown) {
      return new Fetched.Failed("The host's address was not found");
    } catch (IOException failure) {
      return refusal(failure) instanceof RefusedException refused
          ? new Fetched.Refused(refused.why())
          : new Fetched.Failed("The connection failed: " + failure.getClass().getSimpleName());
    }
  }

  /** The client wraps or suppresses what a socket threw. */
  private static Throwable refusal(Throwable failure) {
    for (Throwable it = failure; it != null; it = it.getCause()) {
      if (it instanceof RefusedException) {
        return it;
      }
      for (Throwable suppressed : it.getSuppressed()) {
        if (suppressed instanceof RefusedException) {
          return suppressed;
        }
      }
    }
    return failure;
  }

  private Fetched follow(URI first, Map<String, String> headers, int maximumBytes)
      throws IOException {
    long deadline = System.nanoTime() + this.totalTimeout.toNanos();
    HttpUrl origin = this.guard.check(first);
    HttpUrl current = origin;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      try (Response response = call(current, visible(headers, origin, current), deadline)) {
        String location = response.header("Location");
        if (location == null || !REDIRECTS.contains(response.code())) {
          return answer(response, maximumBytes);
        }
        current = this.guard.check(target(current, location));
      }
    }
    return new Fetched.Failed("More than %d redirects".formatted(MAX_REDIRECTS));
  }

  private Response call(HttpUrl url, Map<String, String> headers, long deadline)
      throws IOException {
    Request.Builder request = new Request.Builder().url(url);
    try {
      headers.forEach(request::header);
    } catch (IllegalArgumentException malformed) {
      throw new RefusedException("A request header is malformed");
    }
    OkHttpClient client = this.guard.isAllowed(url) ? this.trusting : this.guarded;
    Call call = client.newCall(request.build());
    call.timeout().timeout(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    return call.execute();
  }

  /** Sites send blanks and raw letters in redirects; the client's parser escapes them. */
  private static URI target(HttpUrl from, String location) throws RefusedException {
    try {
      return from.uri().resolve(URI.create(location.strip()));
    } catch (IllegalArgumentException raw) {
      HttpUrl resolved = from.resolve(location);
      if (resolved == null) {
        throw new RefusedException("A redirect leads to a malformed address");
      }
      return resolved.uri();
    }
  }

  private static Map<String, String> visible(
      Map<String, String> headers, HttpUrl origin, HttpUrl current) {
    Map<String, String> visible = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    visible.put("User-Agent", "Storycast/1.0");
    boolean home =
        origin.scheme().equals(current.scheme())
            && origin.host().equals(current.host())
            && origin.port() == current.port();
    headers.forEach(
        (name, value) -> {
          if (home || HARMLESS.contains(name.toLowerCase(Locale.ROOT))) {
            visible.put(name, value);
          }
        });
    visible.remove("Accept-Encoding");
    return visible;
  }

  private static Fetched answer(Response response, int maximumBytes) throws IOException {
    BufferedSource source = Objects.requireNonNull(response.body()).source();
    if (source.request((long) maximumBytes + 1)) {
      return new Fetched.Failed("The answer is larger than %d bytes".formatted(maximumBytes));
    }
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .forEach(
            header -> headers.put(header.getFirst().toLowerCase(Locale.ROOT), header.getSecond()));
    return new Fetched.Answer(
        response.code(), headers, source.readByteArray(), response.request().url().uri());
  }
}
