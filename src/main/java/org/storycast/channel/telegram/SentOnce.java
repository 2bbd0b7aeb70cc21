// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Sees to it that a request goes out once, and tells whether it did: without a connection nothing
 * was sent, whatever kind of time-out says so.
 */
final class SentOnce implements Interceptor {

  private static final MediaType JSON = MediaType.get("application/json");

  private static final class Passage {

    private final AtomicBoolean connected = new AtomicBoolean();
  }

  /** No connection came about. */
  static final class NotConnectedException extends IOException {

    private final String reason;

    private NotConnectedException(IOException cause) {
      super("Not connected", cause);
      this.reason = cause.getClass().getSimpleName();
    }

    /** The kind of failure; never an address. */
    String reason() {
      return this.reason;
    }
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Passage passage = new Passage();
    try {
      Response response =
          chain.proceed(chain.request().newBuilder().tag(Passage.class, passage).build());
      return response.code() / 100 == 4 ? readable(response) : response;
    } catch (IOException failure) {
      if (passage.connected.get()) {
        throw failure;
      }
      throw new NotConnectedException(failure);
    }
  }

  /**
   * OkHttp 4.12 repeats a request, POST or not, that was answered 503 with {@code Retry-After: 0},
   * and no option forbids it; without the header it does not.
   */
  static Response onTheWire(Chain chain) throws IOException {
    Passage passage = chain.request().tag(Passage.class);
    if (passage != null) {
      passage.connected.set(true);
    }
    Response response = chain.proceed(chain.request());
    return response.code() == 503
        ? response.newBuilder().removeHeader("Retry-After").build()
        : response;
  }

  /**
   * Front servers refuse in HTML or plain text, which the library can't read; their status is an
   * answer all the same.
   */
  private static Response readable(Response response) throws IOException {
    ResponseBody body = response.body();
    String text = body == null ? "" : body.string();
    String kept =
        text.startsWith("{")
            ? text
            : "{\"ok\":false,\"error_code\":%d,\"description\":\"HTTP %d\"}"
                .formatted(response.code(), response.code());
    return response
        .newBuilder()
        .body(ResponseBody.create(kept.getBytes(StandardCharsets.UTF_8), JSON))
        .build();
  }
}
