// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

class SandboxSettingsTests {

  private final StandardEnvironment environment = new StandardEnvironment();

  @Test
  void standAboveTheServicesOwnWithoutArguments() {
    this.environment
        .getPropertySources()
        .addLast(new MapPropertySource("file", Map.of("server.port", "1")));
    put();
    assertThat(this.environment.getProperty("server.port")).isEqualTo("8080");
  }

  @ParameterizedTest
  @CsvSource({"--exit,8080", "--server.port=9,9"})
  void giveWayToArguments(String argument, String port) {
    this.environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(argument));
    put();
    assertThat(this.environment.getProperty("server.port")).isEqualTo(port);
  }

  private void put() {
    SandboxApplication.putBelowTheArguments(
        this.environment.getPropertySources(),
        new MapPropertySource("sandbox", Map.of("server.port", "8080")));
  }
}
