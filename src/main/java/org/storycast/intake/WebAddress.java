// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Reads addresses as browsers do; what is not http or https is none. */
final class WebAddress {

  /** What newsletters, advertisers and social networks add to an address. */
  private static final Pattern TRACKING =
      Pattern.compile(
          "(?i)utm_.*|fbclid|gclid|gclsrc|dclid|yclid|ysclid|msclkid|twclid|ttclid|igshid|igsh"
              + "|mc_cid|mc_eid|_hsenc|_hsmi|wt_mc|wt_zmc|cmpid|_ga|_gl|ns_campaign|ns_mchannel"
              + "|ns_source|at_medium|at_campaign|oly_enc_id|oly_anon_id|vero_id|mkt_tok");

  /** Browsers leave them out, even in the middle of "javascript". */
  private static final Pattern LINE_ENDS = Pattern.compile("[\\t\\n\\r]");

  private WebAddress() {}

  /** An absolute address from an absolute or relative one. */
  static Optional<URI> resolve(@Nullable URI base, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    String address = LINE_ENDS.matcher(text.strip()).replaceAll("");
    HttpUrl from = base == null ? null : HttpUrl.get(base.toString());
    HttpUrl url = from == null ? HttpUrl.parse(address) : from.resolve(address);
    return Optional.ofNullable(url).map(WebAddress::uri);
  }

  private static @Nullable URI uri(HttpUrl url) {
    try {
      return url.uri();
    } catch (RuntimeException malformed) {
      return null;
    }
  }

  /** The address that readers get: without tracking and without a place on the page. */
  static URI clean(URI address) {
    return cleaned(address).build().uri();
  }

  private static HttpUrl.Builder cleaned(URI address) {
    HttpUrl url = HttpUrl.get(address.toString());
    HttpUrl.Builder cleaned = url.newBuilder().fragment(null);
    for (String name : url.queryParameterNames()) {
      if (TRACKING.matcher(name).matches()) {
        cleaned.removeAllQueryParameters(name);
      }
    }
    if (cleaned.build().querySize() == 0) {
      cleaned.query(null);
    }
    return cleaned;
  }

  /**
   * What is equal for two addresses of one page: scheme, default port, case of the host, trailing
   * slashes, tracking and fragment do not matter.
   */
  static String identity(URI address) {
    HttpUrl url = cleaned(address).build();
    boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
    String path = url.encodedPath().replaceAll("/+$", "");
    return "//"
        + url.host()
        + (usual ? "" : ":" + url.port())
        + path
        + (url.encodedQuery() == null ? "" : "?" + url.encodedQuery());
  }

  /** The host without "www.", by which a site is known. */
  static String site(URI address) {
    String host = HttpUrl.get(address.toString()).host().toLowerCase(Locale.ROOT);
    return host.startsWith("www.") ? host.substring(4) : host;
  }
}
