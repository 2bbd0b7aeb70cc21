// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Refuses a thread a second connection while it holds one. With a pool, as many threads as there
 * are connections would otherwise each hold one and wait for another, for ever.
 */
public final class OneConnectionEach extends DelegatingDataSource {

  private final ThreadLocal<Boolean> held = ThreadLocal.withInitial(() -> false);

  public OneConnectionEach(DataSource source) {
    super(source);
  }

  /** Puts it around an application's data source. */
  public static BeanPostProcessor aroundTheDataSource() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new OneConnectionEach(source) : bean;
      }
    };
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (this.held.get() && !migrates()) {
      throw new IllegalStateException("This thread holds a connection and asks for another");
    }
    Connection connection = super.getConnection();
    this.held.set(true);
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                this.held.set(false);
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  /** Flyway's lock has a connection of its own; nobody else is there yet. */
  private static boolean migrates() {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(it -> it.getClassName().startsWith("org.flywaydb")));
  }
}
