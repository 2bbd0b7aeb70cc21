// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.watch;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.storycast.channel.support.HttpSender;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.json.JsonMapper;

/** The targets that the settings name. */
@Component
class AlertTargets {

  private final List<AlertTarget> all = new ArrayList<>();

  AlertTargets(AlertProperties properties, ObjectProvider<JavaMailSender> sender, JsonMapper json) {
    if (!properties.mailTo().isEmpty()) {
      JavaMailSender mail = sender.getIfAvailable();
      if (mail == null) {
        throw new IllegalStateException(
            "storycast.alert.mail-to is set and no mail server is; set spring.mail.host");
      }
      this.all.add(new Mail(properties, mail));
    }
    if (properties.webhook() instanceof URI address) {
      this.all.add(new Webhook(address, json));
    }
  }

  List<AlertTarget> all() {
    return this.all;
  }

  private record Mail(AlertProperties properties, JavaMailSender sender) implements AlertTarget {

    private static final Logger log = LoggerFactory.getLogger(Mail.class);

    @Override
    public String name() {
      return "mail";
    }

    @Override
    public boolean send(AlertMessage message) {
      try {
        MimeMessage mail = this.sender.createMimeMessage();
        MimeMessageHelper text = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
        text.setFrom(this.properties.mailFrom());
        text.setTo(this.properties.mailTo().toArray(String[]::new));
        text.setSubject(message.subject());
        text.setText(message.text());
        mail.setHeader("Auto-Submitted", "auto-generated");
        this.sender.send(mail);
        return true;
      } catch (MailException | MessagingException failure) {
        log.atWarn()
            .addKeyValue("failure", failure.getClass().getSimpleName())
            .log("The mail server did not take an alert");
        return false;
      }
    }
  }

  private static final class Webhook implements AlertTarget {

    private static final Logger log = LoggerFactory.getLogger(Webhook.class);

    private final URI address;
    private final JsonMapper json;
    private final HttpSender http = new HttpSender(Duration.ofSeconds(10));

    Webhook(URI address, JsonMapper json) {
      this.address = address;
      this.json = json;
    }

    @Override
    public String name() {
      return "webhook";
    }

    @Override
    public boolean send(AlertMessage message) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("text", message.subject() + "\n\n" + message.text());
      document.put("installation", message.installation());
      document.put("alerts", message.items());
      String body = this.json.writeValueAsString(document);
      Reply reply =
          this.http.send(
              client ->
                  client
                      .post()
                      .uri(this.address)
                      .contentType(MediaType.APPLICATION_JSON)
                      .body(body));
      boolean taken = reply instanceof Reply.Answered answered && answered.isSuccess();
      if (!taken) {
        log.atWarn().addKeyValue("reply", what(reply)).log("The webhook did not take an alert");
      }
      return taken;
    }

    /** Never the address: it holds a token. */
    private static String what(Reply reply) {
      return switch (reply) {
        case Reply.Answered answered -> "status " + answered.status();
        case Reply.NotSent notSent -> notSent.detail();
        case Reply.NoAnswer noAnswer -> noAnswer.detail();
      };
    }
  }
}
