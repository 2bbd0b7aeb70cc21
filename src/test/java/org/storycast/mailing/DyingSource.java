// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections of a process that dies: at a durable write, before or after it, or when told to. From
 * then on it writes nothing more, as if it had been killed.
 */
final class DyingSource extends AbstractDataSource {

  private final DataSource source;
  private int writes;
  private int dieAt = -1;
  private boolean dieAfter;
  private boolean dead;
  private Runnable afterwards = () -> {};

  DyingSource(DataSource source) {
    this.source = source;
  }

  /** Dies at the n-th durable write from now on, zero being the next. */
  synchronized void dieAt(int write, boolean after) {
    this.writes = 0;
    this.dieAt = write;
    this.dieAfter = after;
  }

  synchronized void die() {
    this.dead = true;
    this.afterwards.run();
  }

  /** Keeps what is left of the process from trying again. */
  synchronized void afterwards(Runnable what) {
    this.afterwards = what;
  }

  synchronized boolean isDead() {
    return this.dead;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return proxy(Connection.class, new LiveConnection(this.source.getConnection()));
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  private synchronized Object write(Call call) throws Throwable {
    failWhenDead();
    boolean dies = this.writes++ == this.dieAt;
    if (dies && !this.dieAfter) {
      die();
    }
    failWhenDead();
    Object result = call.run();
    if (dies) {
      die();
    }
    failWhenDead();
    return result;
  }

  private synchronized void failWhenDead() {
    if (this.dead) {
      throw new Killed();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getTargetException();
    }
  }

  /** The process is gone. */
  static final class Killed extends RuntimeException {}

  private interface Call {
    Object run() throws Throwable;
  }

  private final class LiveConnection implements InvocationHandler {

    private final Connection connection;

    private LiveConnection(Connection connection) {
      this.connection = connection;
    }

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
      return switch (method.getName()) {
        case "commit" -> write(() -> call(this.connection, method, arguments));
        case "close", "rollback", "isClosed" -> call(this.connection, method, arguments);
        case "prepareStatement" -> statement((PreparedStatement) checked(method, arguments));
        default -> checked(method, arguments);
      };
    }

    private Object checked(Method method, Object[] arguments) throws Throwable {
      failWhenDead();
      return call(this.connection, method, arguments);
    }

    private PreparedStatement statement(PreparedStatement statement) {
      return proxy(
          PreparedStatement.class,
          (self, method, arguments) ->
              method.getName().equals("executeUpdate") && this.connection.getAutoCommit()
                  ? write(() -> call(statement, method, arguments))
                  : call(statement, method, arguments));
    }
  }
}
