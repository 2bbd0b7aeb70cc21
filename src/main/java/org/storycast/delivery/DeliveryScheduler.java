// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Wakes deliveries through db-scheduler, whose table lies in the same database and takes part in
 * the same transactions: it claims, sends heartbeats and finds the executions of dead processes.
 */
@Component
class DeliveryScheduler implements Wakeups, SmartLifecycle {

  private static final String TASK = "delivery";
  private static final Duration FAILURE_PAUSE = Duration.ofSeconds(10);
  private static final Duration SWEEP_MARGIN = Duration.ofSeconds(5);

  private final CustomTask<Void> task;
  private final Scheduler scheduler;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ObjectProvider<Dispatcher> dispatcher;
  private final Deliveries deliveries;
  private final Clock clock;
  private volatile boolean running;

  DeliveryScheduler(
      DataSource source,
      ObjectProvider<Dispatcher> dispatcher,
      Deliveries deliveries,
      DatabaseClock databaseClock,
      DeliveryProperties properties,
      Clock clock) {
    this.dispatcher = dispatcher;
    this.deliveries = deliveries;
    this.clock = clock;
    this.task =
        Tasks.custom(TASK, Void.class)
            .onDeadExecutionRevive()
            .onFailure(
                (failed, operations) ->
                    operations.reschedule(failed, databaseClock.now().plus(FAILURE_PAUSE)))
            .execute((instance, context) -> run(instance));
    this.scheduler =
        Scheduler.create(new TransactionAwareDataSourceProxy(source), this.task)
            .schedulerName(new SchedulerName.Fixed("storycast-" + UUID.randomUUID()))
            .threads(properties.concurrency())
            .executorService(this.threads)
            .pollingInterval(properties.pollEvery())
            .heartbeatInterval(properties.heartbeatEvery())
            .missedHeartbeatsLimit(properties.missedHeartbeats())
            .shutdownMaxWait(properties.shutdownWithin())
            .alwaysPersistTimestampInUTC()
            .clock(databaseClock)
            .enableImmediateExecution()
            .build();
  }

  @Override
  public void wake(DeliveryId delivery, Instant moment) {
    this.scheduler.schedule(
        this.task.instance(delivery.toString()), moment, ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
  }

  /** Wakes what a lost wake-up left behind: the row is the truth, the wake-up only its echo. */
  @Scheduled(fixedDelay = 10_000)
  void sweep() {
    if (this.running) {
      Instant overdue = this.clock.instant().minus(SWEEP_MARGIN);
      for (DeliveryId delivery : this.deliveries.due(overdue)) {
        this.scheduler.scheduleIfNotExists(
            this.task.instance(delivery.toString()), this.clock.instant());
      }
    }
  }

  private CompletionHandler<Void> run(TaskInstance<Void> instance) {
    DeliveryId delivery = DeliveryId.parse(instance.getId());
    this.dispatcher.getObject().run(delivery);
    return (complete, operations) -> {
      Optional<Instant> next = this.deliveries.find(delivery).map(Delivery::wakeAt);
      if (next.isPresent()) {
        operations.reschedule(complete, notBeforeSoon(next.get()));
      } else {
        operations.remove();
      }
    };
  }

  /** A delivery that is still due was held back; it is not asked again at once. */
  private Instant notBeforeSoon(Instant next) {
    Instant soon = this.clock.instant().plusSeconds(1);
    return next.isBefore(soon) ? soon : next;
  }

  @Override
  public void start() {
    this.scheduler.start();
    this.running = true;
  }

  @Override
  public void stop() {
    this.running = false;
    this.scheduler.stop();
    this.threads.close();
  }

  @Override
  public boolean isRunning() {
    return this.running;
  }
}
