// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open, down to what an operator sees who turns on debug. */
public final class LogRecording implements AutoCloseable {

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger ours = (Logger) LoggerFactory.getLogger("org.storycast");
  private final Level rootLevel = this.root.getLevel();
  private final Level ourLevel = this.ours.getLevel();
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  /** Begins to record. */
  public LogRecording() {
    this.events.start();
    this.root.addAppender(this.events);
    this.root.setLevel(Level.DEBUG);
    this.ours.setLevel(Level.TRACE);
  }

  /** Every line, with its exception and its key-value pairs. */
  public List<String> lines() {
    return List.copyOf(this.events.list).stream().map(LogRecording::line).toList();
  }

  private static String line(ILoggingEvent event) {
    return "%s %s %s %s"
        .formatted(
            event.getLoggerName(),
            event.getFormattedMessage(),
            event.getKeyValuePairs(),
            event.getThrowableProxy() == null
                ? ""
                : ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }

  @Override
  public void close() {
    this.root.setLevel(this.rootLevel);
    this.ours.setLevel(this.ourLevel);
    this.root.detachAppender(this.events);
  }
}
