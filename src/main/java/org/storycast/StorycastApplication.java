// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Picks up the newsroom's stories and carries each to every channel, once. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
@EnableScheduling
public class StorycastApplication {

  private static final int MOST_TASKS_AT_ONCE = 32;
  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(30);

  /** Starts the service. */
  public static void main(String[] arguments) {
    SpringApplication.run(StorycastApplication.class, arguments);
  }

  /** The one clock; tests bring their own. */
  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  /**
   * Gives each recurring task a thread. Spring's scheduler of virtual threads runs all tasks with a
   * fixed delay on one (its Javadoc, read November 2026): a mailing to many readers would hold up
   * everything else. Nobody is interrupted at the end, since that would close the embedded
   * database.
   */
  @Bean
  ThreadPoolTaskScheduler taskScheduler() {
    ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    scheduler.setPoolSize(MOST_TASKS_AT_ONCE);
    scheduler.setThreadNamePrefix("task-");
    scheduler.setWaitForTasksToCompleteOnShutdown(true);
    scheduler.setAwaitTerminationMillis(LONGEST_GOODBYE.toMillis());
    return scheduler;
  }
}
