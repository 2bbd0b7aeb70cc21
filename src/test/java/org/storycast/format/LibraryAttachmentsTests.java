// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.Digest;
import org.storycast.media.MediaLibrary;
import org.storycast.media.StoredMedia;

class LibraryAttachmentsTests {

  @Test
  void opensTheBytesThatTheLibraryKeeps() throws IOException {
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      context.registerBean(JdbcClient.class, LibraryAttachmentsTests::database);
      context.registerBean(Clock.class, Clock::systemUTC);
      context.register(MediaLibrary.class, LibraryAttachments.class);
      context.refresh();
      byte[] bytes = {1, 2, 3};
      StoredMedia media =
          context.getBean(MediaLibrary.class).store(bytes, "image/jpeg", 1, 1, Duration.ZERO);
      try (InputStream opened = context.getBean(Attachments.class).open(attachment(media))) {
        assertThat(opened).hasBinaryContent(bytes);
      }
    }
  }

  private static JdbcClient database() {
    return JdbcClient.create(
        new EmbeddedDatabaseBuilder()
            .setType(EmbeddedDatabaseType.H2)
            .setName("media;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE")
            .addScript("classpath:db/migration/V1_2__media.sql")
            .build());
  }

  private static Attachment attachment(StoredMedia media) {
    return new Attachment(
        "card",
        new Digest(media.digest()),
        media.mediaType(),
        media.size(),
        media.width(),
        media.height(),
        media.duration(),
        "",
        URI.create("https://a.example/b"));
  }
}
