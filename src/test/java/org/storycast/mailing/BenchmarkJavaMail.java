// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Sends as Spring's documentation shows it: one message, one call, one connection. */
final class BenchmarkJavaMail {

  private static final IssueContent ISSUE = BenchmarkIssue.content();

  private BenchmarkJavaMail() {}

  /**
   * Sends.
   *
   * @param arguments the relay's port, how many at once, how many messages
   */
  public static void main(String[] arguments) throws Exception {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(Integer.parseInt(arguments[0]));
    send(sender, 1);
    int messages = Integer.parseInt(arguments[2]);
    try (ExecutorService workers = Executors.newFixedThreadPool(Integer.parseInt(arguments[1]))) {
      List<Future<?>> sent = new ArrayList<>();
      for (int reader = 2; reader <= messages; reader++) {
        int number = reader;
        sent.add(workers.submit(() -> send(sender, number)));
      }
      await(sent);
    }
  }

  private static void await(List<Future<?>> sent) throws InterruptedException, ExecutionException {
    for (Future<?> each : sent) {
      each.get();
    }
  }

  private static void send(JavaMailSenderImpl sender, int reader) {
    try {
      MimeMessage message = sender.createMimeMessage();
      MimeMessageHelper helper = new MimeMessageHelper(message, true, "UTF-8");
      helper.setFrom("news@courier.example", "The Steppe Courier");
      helper.setTo("reader%d@example.org".formatted(reader));
      helper.setSubject(ISSUE.subject());
      helper.setText(personal(ISSUE.text(), reader), personal(ISSUE.html(), reader));
      message.setHeader("List-Unsubscribe", "<" + link(reader) + ">");
      message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
      sender.send(message);
    } catch (MessagingException | UnsupportedEncodingException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String personal(String text, int reader) {
    return Markers.NAME
        .matcher(text)
        .replaceAll("Reader No. " + reader)
        .replace(Markers.UNSUBSCRIBE, link(reader))
        .replace(Markers.PREFERENCES, link(reader));
  }

  private static String link(int reader) {
    return "https://news.courier.example/u/" + reader;
  }
}
