// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What others know about addresses that try to reach inside, and about how hosts are spelled. */
class OutboundConformanceTests {

  private static final Logger LOG = LoggerFactory.getLogger(OutboundConformanceTests.class);
  private static final InetAddress OUTSIDE = InetAddress.ofLiteral("93.184.216.34");

  private static Path data(String name) {
    Path file = Path.of(System.getProperty("conformance.dir", "../shared/conformance"), name);
    assumeTrue(Files.exists(file), () -> "no conformance data at " + file);
    return file;
  }

  /** Names resolve as they would outside; every public site redirects inside. */
  @Test
  void noAddressThatTriesToReachInsideGetsThere() throws IOException {
    List<String> addresses =
        Files.readAllLines(data("ssrf/ssrf-urls.txt")).stream()
            .filter(it -> !it.isBlank())
            .toList();
    int refusedAtOnce = 0;
    try (RawSite inside = RawSite.saying("HTTP/1.1 200 OK\r\n", "secret");
        RawSite outside =
            RawSite.saying("HTTP/1.1 302 Found\r\nLocation: http://localhost/\r\n", "")) {
      GuardedFetcher fetcher =
          new GuardedFetcher(
              new OutboundProperties(Set.of(), Duration.ofSeconds(2), Duration.ofMillis(500)),
              host -> List.of(leads(host)),
              target -> (target.getAddress().equals(OUTSIDE) ? outside : inside).address());
      for (String address : addresses) {
        int before = outside.connections();
        assertThat(fetched(fetcher, address)).as(address).isNotInstanceOf(Fetched.Answer.class);
        refusedAtOnce += outside.connections() == before ? 1 : 0;
      }
      assertThat(inside.connections()).isZero();
      LOG.atInfo()
          .addKeyValue("addresses", addresses.size())
          .addKeyValue("refusedAtOnce", refusedAtOnce)
          .addKeyValue("refusedAtTheRedirect", addresses.size() - refusedAtOnce)
          .addKeyValue("connectionsInside", inside.connections())
          .log("SSRF list");
    }
  }

  private static InetAddress leads(String host) {
    return host.endsWith("nip.io") ? InetAddress.ofLiteral("169.254.169.254") : OUTSIDE;
  }

  /** What is no address in Java's eyes cannot even be asked. */
  private static Fetched fetched(GuardedFetcher fetcher, String address) {
    try {
      return fetcher.fetch(URI.create(address), Map.of(), 1000);
    } catch (IllegalArgumentException malformed) {
      return new Fetched.Refused("malformed");
    }
  }

  /** Where we accept an address, its host is the one that the URL standard finds. */
  @Test
  void hostsAreReadAsTheStandardReadsThem() throws IOException {
    List<String> differing = new ArrayList<>();
    int accepted = 0;
    int refusedBad = 0;
    int bad = 0;
    for (JsonNode item : new JsonMapper().readTree(data("url-idna/tests/wpt/urltestdata.json"))) {
      String input = item.path("input").asString("");
      if (!item.isObject() || !input.matches("(?i)https?:.*")) {
        continue;
      }
      String host = host(input);
      bad += item.path("failure").asBoolean(false) ? 1 : 0;
      if (host == null) {
        refusedBad += item.path("failure").asBoolean(false) ? 1 : 0;
        continue;
      }
      accepted++;
      String expected = item.path("hostname").asString("(failure)");
      if (!expected.equals(host)) {
        differing.add(input + " is " + host + " and not " + expected);
      }
    }
    LOG.atInfo()
        .addKeyValue("accepted", accepted)
        .addKeyValue("differing", differing.size())
        .addKeyValue("bad", bad)
        .addKeyValue("badRefused", refusedBad)
        .log("WHATWG hosts");
    assertThat(differing).isEmpty();
    assertThat(accepted).isGreaterThan(20);
  }

  private static @org.jspecify.annotations.Nullable String host(String input) {
    try {
      String host = new AddressGuard(Set.of()).check(URI.create(input)).host();
      return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    } catch (RefusedException | IllegalArgumentException refused) {
      return null;
    }
  }
}
