package org.storycast;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Picks up the newsroom's stories and carries each to every channel, once. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class StorycastApplication {

  /** Starts the service. */
  public static void main(String[] arguments) {
    SpringApplication.run(StorycastApplication.class, arguments);
  }
}
