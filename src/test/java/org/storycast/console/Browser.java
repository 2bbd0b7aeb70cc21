// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.storycast.running.RunningService;

/** Goes through pages as a browser without JavaScript does: cookies, links, forms, redirects. */
final class Browser {

  private final RunningService service;
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private URI address;

  Browser(RunningService service) {
    this.service = service;
    this.address = service.address("/console");
  }

  static Browser loggedIn(RunningService service, String token) {
    Browser browser = new Browser(service);
    browser.submit(browser.open("/console/login"), "form", Map.of("token", token));
    return browser;
  }

  Document open(String path) {
    return Jsoup.parse(send(HttpRequest.newBuilder(this.service.address(path)).GET()).body());
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(this.service.address(path)).GET());
  }

  /** Sends the form that the selector finds, with its hidden fields. */
  Document submit(Document page, String selector, Map<String, String> fields) {
    Element form = page.select(selector).first();
    if (form == null) {
      throw new AssertionError("No form " + selector + " in\n" + page.body());
    }
    return post(form.attr("action"), hidden(form), fields);
  }

  /** Sends the form to the address of one of its buttons. */
  Document press(Document page, String formaction, Map<String, String> fields) {
    Element button = page.select("button[formaction$=" + formaction + "]").first();
    if (button == null) {
      throw new AssertionError("No button " + formaction);
    }
    return post(button.attr("formaction"), hidden(button.closest("form")), fields);
  }

  private Document post(String path, String hidden, Map<String, String> fields) {
    return Jsoup.parse(send(posting(path, hidden, fields)).body());
  }

  HttpRequest.Builder posting(String path, String hidden, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey(), field.getValue()))
            .collect(Collectors.joining("&", hidden, ""));
    return HttpRequest.newBuilder(this.service.address(path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Referer", this.address.toString())
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  static String hidden(Element form) {
    return form.select("input[type=hidden]").stream()
        .map(it -> encoded(it.attr("name"), it.attr("value")) + "&")
        .collect(Collectors.joining());
  }

  private static String encoded(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      this.address = response.uri();
      return response;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
