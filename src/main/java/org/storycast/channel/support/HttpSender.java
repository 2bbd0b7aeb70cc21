// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Sends HTTP requests to a platform. What may change something is sent exactly once: when a
 * kept-alive connection drops, the JDK's client repeats a GET, which changes nothing, and never a
 * POST, which others repeat silently. Redirects are never followed.
 */
public final class HttpSender {

  /** More than any platform answers, in bytes. */
  public static final int MAX_BODY = 4 * 1024 * 1024;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final RestClient client;

  /**
   * A sender whose requests each end within the time-out.
   *
   * @param timeout from the request to the last byte of the answer's head
   */
  public HttpSender(Duration timeout) {
    HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT.compareTo(timeout) < 0 ? CONNECT_TIMEOUT : timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(http);
    factory.setReadTimeout(timeout);
    this.client =
        RestClient.builder()
            .requestFactory(factory)
            .defaultHeader("User-Agent", "Storycast/1.0")
            .build();
  }

  /**
   * Sends what the function builds and says what became of it; no status and no network failure
   * throws.
   */
  public Reply send(Function<RestClient, RestClient.RequestHeadersSpec<?>> request) {
    try {
      return request.apply(this.client).exchange((sent, answer) -> answered(answer));
    } catch (ResourceAccessException failure) {
      return failed(failure.getCause() == null ? failure : failure.getCause());
    } catch (RestClientException failure) {
      return new Reply.NoAnswer(describe(failure));
    }
  }

  private static Reply answered(ClientHttpResponse answer) throws IOException {
    try (InputStream body = answer.getBody()) {
      return new Reply.Answered(
          answer.getStatusCode().value(), answer.getHeaders(), body.readNBytes(MAX_BODY));
    }
  }

  private static Reply failed(Throwable cause) {
    for (Throwable it = cause; it != null; it = it.getCause()) {
      if (it instanceof ConnectException
          || it instanceof HttpConnectTimeoutException
          || it instanceof UnknownHostException
          || it instanceof UnresolvedAddressException) {
        return new Reply.NotSent(describe(it));
      }
    }
    return new Reply.NoAnswer(describe(cause));
  }

  /** The kind of failure only: messages of HTTP clients hold addresses, and those hold tokens. */
  private static String describe(Throwable failure) {
    return failure.getClass().getSimpleName();
  }
}
