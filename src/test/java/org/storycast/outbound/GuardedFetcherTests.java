// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedFetcherTests {

  private static final InetAddress OUTSIDE = InetAddress.ofLiteral("93.184.216.34");
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int LIMIT = 1_000_000;

  private static GuardedFetcher fetcher(HostResolver resolver, RawSite outside, RawSite inside) {
    return new GuardedFetcher(
        new OutboundProperties(Set.of(), Duration.ofSeconds(2), Duration.ofSeconds(2)),
        resolver,
        target -> (target.getAddress().equals(OUTSIDE) ? outside : inside).address());
  }

  private static Fetched fetch(GuardedFetcher fetcher, String address) {
    return fetcher.fetch(URI.create(address), Map.of(), LIMIT);
  }

  @Test
  void fetchesFromOutside() {
    try (RawSite site = RawSite.saying("HTTP/1.1 200 OK\r\nETag: \"7\"\r\n", "Hello")) {
      Fetched fetched =
          fetch(fetcher(host -> List.of(OUTSIDE), site, site), "http://courier.example/feed?a=b");
      assertThat(fetched)
          .isInstanceOfSatisfying(
              Fetched.Answer.class,
              answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).asString().isEqualTo("Hello");
                assertThat(answer.header("etag")).contains("\"7\"");
                assertThat(answer.finalAddress()).hasToString("http://courier.example/feed?a=b");
              });
      assertThat(site.requests().getFirst())
          .startsWith("GET /feed?a=b HTTP/1.1\nUser-Agent: Storycast/1.0\nHost: courier.example\n");
    }
  }

  @Test
  void neverConnectsToANameThatLeadsInside() {
    try (RawSite inside = RawSite.saying("HTTP/1.1 200 OK\r\n", "secret")) {
      Fetched fetched =
          fetch(
              fetcher(host -> List.of(LOOPBACK), inside, inside), "http://harmless.example/latest");
      assertThat(fetched)
          .isEqualTo(
              new Fetched.Refused(
                  "The host leads to 127.0.0.1, which is not on the public internet"));
      assertThat(inside.connections()).isZero();
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://metadata.google.internal/",
        "http://intern.example/",
        "file:///etc/passwd",
        "//169.254.169.254/",
        "http://user:word@outside.example/",
        "http://outside.example:8080/",
        "http://[::ffff:93.184.216.34]/"
      })
  void followsNoRedirectInside(String target) {
    try (RawSite inside = RawSite.saying("HTTP/1.1 200 OK\r\n", "secret");
        RawSite outside =
            RawSite.saying("HTTP/1.1 302 Found\r\nLocation: " + target + "\r\n", "")) {
      HostResolver resolver = host -> List.of(host.equals("intern.example") ? LOOPBACK : OUTSIDE);
      Fetched fetched = fetch(fetcher(resolver, outside, inside), "http://outside.example/");
      assertThat(fetched).isInstanceOf(Fetched.Refused.class);
      assertThat(outside.connections()).isOne();
      assertThat(inside.connections()).isZero();
    }
  }

  @Test
  void gainsNothingFromANameThatChangesItsMind() {
    Deque<InetAddress> answers = new ArrayDeque<>(List.of(OUTSIDE, LOOPBACK, LOOPBACK));
    try (RawSite inside = RawSite.saying("HTTP/1.1 200 OK\r\n", "secret");
        RawSite outside = RawSite.saying("HTTP/1.1 302 Found\r\nLocation: /again\r\n", "")) {
      Fetched fetched =
          fetch(
              fetcher(host -> List.of(answers.remove()), outside, inside),
              "http://rebinding.example/");
      assertThat(fetched).isInstanceOf(Fetched.Refused.class);
      assertThat(answers).as("asked once per connection").hasSize(1);
      assertThat(outside.connections()).isOne();
      assertThat(inside.connections()).isZero();
    }
  }

  @Test
  void givesUpAfterFiveRedirects() {
    try (RawSite outside = RawSite.saying("HTTP/1.1 301 Moved\r\nLocation: /on\r\n", "")) {
      Fetched fetched =
          fetch(fetcher(host -> List.of(OUTSIDE), outside, outside), "http://loop.example/");
      assertThat(fetched).isEqualTo(new Fetched.Failed("More than 5 redirects"));
      assertThat(outside.connections()).isEqualTo(6);
    }
  }

  @Test
  void keepsSecretHeadersFromOtherSites() {
    try (RawSite outside =
        new RawSite(
            (request, out) ->
                out.write(
                    (request.contains("Host: first.example")
                            ? "HTTP/1.1 302 Found\r\nLocation: http://second.example/\r\n\r\n"
                            : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII)))) {
      fetcher(host -> List.of(OUTSIDE), outside, outside)
          .fetch(
              URI.create("http://first.example/"),
              Map.of("Authorization", "Bearer 1", "Accept", "text/xml"),
              LIMIT);
      assertThat(outside.requests().get(0)).contains("Authorization: Bearer 1");
      assertThat(outside.requests().get(1))
          .contains("Accept: text/xml")
          .doesNotContain("Authorization");
    }
  }

  @Test
  void endsInTimeWhateverDripsIn() {
    CountDownLatch never = new CountDownLatch(1);
    try (RawSite loris =
        new RawSite(
            (request, out) -> {
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              drip(out, never);
            })) {
      long begin = System.nanoTime();
      Fetched fetched =
          fetch(fetcher(host -> List.of(OUTSIDE), loris, loris), "http://slow.example/");
      assertThat(fetched).isEqualTo(new Fetched.Failed("No whole answer within 2 s"));
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
    }
  }

  private static void drip(OutputStream out, CountDownLatch never) throws IOException {
    try {
      while (!never.await(50, TimeUnit.MILLISECONDS)) {
        out.write('x');
        out.flush();
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void endsInTimeWhenTheNameServerIsSilent() {
    CountDownLatch never = new CountDownLatch(1);
    try (RawSite site = RawSite.saying("HTTP/1.1 200 OK\r\n", "")) {
      HostResolver silent =
          host -> {
            try {
              never.await();
            } catch (InterruptedException end) {
              Thread.currentThread().interrupt();
            }
            return List.of(OUTSIDE);
          };
      assertThat(fetch(fetcher(silent, site, site), "http://silent.example/"))
          .isInstanceOf(Fetched.Failed.class);
      assertThat(site.connections()).isZero();
    }
  }

  @Test
  void unpacksNoBomb() throws IOException {
    byte[] bomb = gzip(new byte[200_000_000]);
    assertThat(bomb.length).isLessThan(LIMIT);
    try (RawSite site =
        new RawSite(
            (request, out) -> {
              out.write(
                  "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
                      .formatted(bomb.length)
                      .getBytes(StandardCharsets.US_ASCII));
              out.write(bomb);
            })) {
      assertThat(fetch(fetcher(host -> List.of(OUTSIDE), site, site), "http://bomb.example/"))
          .isEqualTo(new Fetched.Failed("The answer is larger than 1000000 bytes"));
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    return packed.toByteArray();
  }

  @Test
  void readsCompressedAnswersUpToTheLimit() throws IOException {
    byte[] packed = gzip("Good morning".getBytes(StandardCharsets.UTF_8));
    try (RawSite site =
        new RawSite(
            (request, out) -> {
              out.write(
                  "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
              out.write(packed);
            })) {
      assertThat(fetch(fetcher(host -> List.of(OUTSIDE), site, site), "http://packed.example/"))
          .isInstanceOfSatisfying(
              Fetched.Answer.class,
              answer -> assertThat(answer.body()).asString().isEqualTo("Good morning"));
    }
  }

  @Test
  void readsTenMegabytesOnlyWhereAsked() {
    String body = "a".repeat(10_000_000);
    try (RawSite site = RawSite.saying("HTTP/1.1 200 OK\r\n", body)) {
      GuardedFetcher fetcher = fetcher(host -> List.of(OUTSIDE), site, site);
      assertThat(fetch(fetcher, "http://large.example/"))
          .isEqualTo(new Fetched.Failed("The answer is larger than 1000000 bytes"));
      assertThat(fetcher.fetch(URI.create("http://large.example/"), Map.of(), 10_000_000))
          .isInstanceOfSatisfying(
              Fetched.Answer.class, answer -> assertThat(answer.body()).hasSize(10_000_000));
    }
  }

  @Test
  void asksInsideOnlyWhereTheOperatorAllows() {
    try (RawSite inside = RawSite.saying("HTTP/1.1 200 OK\r\n", "ours");
        RawSite other = RawSite.saying("HTTP/1.1 200 OK\r\n", "theirs")) {
      GuardedFetcher fetcher = GuardedFetcher.allowing(Set.of(inside.hostWithPort()));
      assertThat(fetch(fetcher, "http://" + inside.hostWithPort()))
          .isInstanceOf(Fetched.Answer.class);
      assertThat(fetch(fetcher, "http://" + other.hostWithPort()))
          .isInstanceOf(Fetched.Refused.class);
      assertThat(other.connections()).isZero();
    }
  }

  @Test
  void whatTheOperatorAllowsLeadsNowhereElseInside() {
    try (RawSite other = RawSite.saying("HTTP/1.1 200 OK\r\n", "theirs");
        RawSite allowed =
            RawSite.saying(
                "HTTP/1.1 302 Found\r\nLocation: http://" + other.hostWithPort() + "/\r\n", "")) {
      GuardedFetcher fetcher = GuardedFetcher.allowing(Set.of(allowed.hostWithPort()));
      assertThat(fetch(fetcher, "http://" + allowed.hostWithPort()))
          .isInstanceOf(Fetched.Refused.class);
      assertThat(other.connections()).isZero();
    }
  }

  @Test
  void saysThatNobodyAnswersWithoutTheAddress() {
    RawSite gone = RawSite.saying("", "");
    gone.close();
    assertThat(
            fetch(
                GuardedFetcher.allowing(Set.of(gone.hostWithPort())),
                "http://" + gone.hostWithPort() + "/?token=secret"))
        .isEqualTo(new Fetched.Failed("The connection failed: ConnectException"));
  }

  @Test
  void theSocketItselfRefuses() throws IOException {
    try (RawSite inside = RawSite.saying("HTTP/1.1 200 OK\r\n", "secret");
        Socket socket = new GuardedSocketFactory(target -> target).createSocket()) {
      InetSocketAddress address = inside.address();
      assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> socket.connect(address, 100)))
          .isInstanceOf(RefusedException.class);
      assertThat(inside.connections()).isZero();
    }
  }
}
