// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.database.TestDatabase;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class LedgerVerificationTests {

  @Parameter TestDatabase.Kind kind;
  @TempDir Path data;
  private DeliveryKit kit;
  private DeliveryId first;
  private DeliveryId second;

  @BeforeEach
  void publishTwo() {
    this.kit = new DeliveryKit(this.kind.fresh(), this.data);
    this.first = this.kit.planned(DeliveryKit.CHANNEL);
    this.second = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    this.kit.get(LedgerSeals.class).seal();
  }

  @AfterEach
  void close() {
    this.kit.close();
  }

  @Test
  void findsNothingWrongWhereNothingIs() {
    assertThat(verify()).isEmpty();
  }

  @Test
  void namesAnAlteredLine() {
    tamper("UPDATE ledger_entry SET details = '{}' WHERE number = 3 AND delivery_id = '%s'");
    assertThat(verify()).extracting("delivery", "number").contains(named(3));
  }

  @Test
  void namesALineWhoseMomentWasAltered() {
    tamper(
        "UPDATE ledger_entry SET at = at + INTERVAL '1' SECOND"
            + " WHERE number = 2 AND delivery_id = '%s'");
    assertThat(verify()).extracting("delivery", "number").contains(named(2));
  }

  @Test
  void namesADeletedLine() {
    tamper("DELETE FROM ledger_entry WHERE number = 2 AND delivery_id = '%s'");
    assertThat(verify()).extracting("delivery", "number").contains(named(2));
  }

  @Test
  void namesSwappedLines() {
    tamper("UPDATE ledger_entry SET number = 99 WHERE number = 2 AND delivery_id = '%s'");
    tamper("UPDATE ledger_entry SET number = 2 WHERE number = 3 AND delivery_id = '%s'");
    tamper("UPDATE ledger_entry SET number = 3 WHERE number = 99 AND delivery_id = '%s'");
    assertThat(verify()).extracting("delivery", "number").contains(named(2));
  }

  @Test
  void namesLinesSwappedBetweenDeliveries() {
    sql("UPDATE ledger_entry SET number = 99 WHERE number = 3");
    sql(
        "UPDATE ledger_entry SET number = 3, delivery_id = '%s'".formatted(this.second)
            + " WHERE number = 99 AND delivery_id = '%s'".formatted(this.first));
    assertThat(verify()).extracting("delivery", "number").contains(named(3));
  }

  @Test
  void namesATruncatedLedger() {
    tamper("DELETE FROM ledger_entry WHERE number > 2 AND delivery_id = '%s'");
    assertThat(verify()).extracting("delivery", "number").contains(named(3));
  }

  @Test
  void namesATruncatedLedgerWhoseHeadWasForged() {
    tamper("DELETE FROM ledger_entry WHERE number > 2 AND delivery_id = '%s'");
    tamper(
        "UPDATE delivery SET ledger_length = 2, sealed_length = 2, ledger_head ="
            + " (SELECT hash FROM ledger_entry WHERE number = 2 AND delivery_id = delivery.id)"
            + " WHERE id = '%s'");
    assertThat(verify()).extracting("delivery", "number").contains(named(3));
  }

  @Test
  void namesALedgerThatIsGoneWithItsDelivery() {
    tamper("DELETE FROM ledger_entry WHERE delivery_id = '%s'");
    tamper("DELETE FROM published_part WHERE delivery_id = '%s'");
    tamper("DELETE FROM delivery WHERE id = '%s'");
    assertThat(verify()).extracting("delivery", "number").contains(named(1));
  }

  @Test
  void namesSealsThatAreCutOff() {
    sql("DELETE FROM ledger_seal_head");
    sql("DELETE FROM ledger_seal");
    assertThat(verify()).extracting("what").contains("The last seals are cut off");
  }

  @Test
  void namesAForgedSeal() {
    sql("UPDATE ledger_seal_head SET length = 1");
    assertThat(verify()).extracting("what").contains("The seal's signature is wrong");
  }

  private static org.assertj.core.groups.Tuple tuple(DeliveryId delivery, long number) {
    return org.assertj.core.groups.Tuple.tuple(delivery, number);
  }

  private org.assertj.core.groups.Tuple named(long number) {
    return tuple(this.first, number);
  }

  private List<LedgerVerification.Problem> verify() {
    return this.kit.get(LedgerVerification.class).verify();
  }

  private void tamper(String sql) {
    sql(sql.formatted(this.first));
  }

  private void sql(String sql) {
    assertThat(this.kit.database.jdbc().sql(sql).update()).isPositive();
  }
}
