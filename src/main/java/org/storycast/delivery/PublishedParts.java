// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Receipt;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What platforms hold of us. A remote id belongs to one delivery only. */
@Repository
public class PublishedParts {

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json = JsonMapper.builder().build();

  PublishedParts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What became of a delivery, if readers can see any of it. */
  public Optional<Receipt> receipt(DeliveryId delivery) {
    List<Row> rows =
        this.jdbc
            .sql("SELECT * FROM published_part WHERE delivery_id = ? ORDER BY position")
            .param(delivery.value())
            .query(
                (row, number) ->
                    new Row(
                        new Receipt.Part(
                            row.getString("remote_id"), address(row.getString("address"))),
                        SqlTime.read(row, "published_at"),
                        row.getString("evidence")))
            .list();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Receipt.Part> parts = new ArrayList<>();
    rows.forEach(row -> parts.add(row.part()));
    Row first = rows.getFirst();
    return Optional.of(
        new Receipt(parts, first.publishedAt(), this.json.readValue(first.evidence(), TEXTS)));
  }

  /** The sentence, and where readers see what was published already, if anything was. */
  String withWhatIsLive(String sentence, DeliveryId delivery) {
    return receipt(delivery)
        .map(
            it ->
                it.parts().stream()
                    .map(
                        part ->
                            part.address() == null ? part.remoteId() : part.address().toString())
                    .collect(Collectors.joining(", ", sentence + ". Readers see ", "")))
        .orElse(sentence);
  }

  /** The delivery that a remote id belongs to already. */
  Optional<DeliveryId> ownerOf(ChannelId channel, String remoteId) {
    return this.jdbc
        .sql("SELECT delivery_id FROM published_part WHERE channel = ? AND remote_id = ?")
        .params(channel.value(), remoteId)
        .query((row, number) -> new DeliveryId(row.getObject("delivery_id", UUID.class)))
        .optional();
  }

  /**
   * Stores what was taken so far of a publication that is not finished; nothing where any of it
   * belongs to another delivery, which the outcome will say.
   */
  void storeUnfinished(Delivery delivery, Receipt receipt) {
    boolean isOwn =
        receipt.parts().stream()
            .flatMap(part -> ownerOf(delivery.channel(), part.remoteId()).stream())
            .allMatch(delivery.id()::equals);
    if (isOwn) {
      store(delivery, receipt);
    }
  }

  /** Stores a receipt in place of what was known before. */
  void store(Delivery delivery, Receipt receipt) {
    this.jdbc
        .sql("DELETE FROM published_part WHERE delivery_id = ?")
        .param(delivery.id().value())
        .update();
    for (int position = 0; position < receipt.parts().size(); position++) {
      insert(delivery, receipt, position);
    }
  }

  private void insert(Delivery delivery, Receipt receipt, int position) {
    Receipt.Part part = receipt.parts().get(position);
    this.jdbc
        .sql(
            """
            INSERT INTO published_part
              (channel, remote_id, delivery_id, position, address, published_at, evidence)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(delivery.channel().value(), part.remoteId(), delivery.id().value(), position)
        .param(part.address() == null ? null : part.address().toString())
        .param(SqlTime.of(receipt.publishedAt()))
        .param(this.json.writeValueAsString(receipt.evidence()))
        .update();
  }

  private static @Nullable URI address(@Nullable String text) {
    return text == null ? null : URI.create(text);
  }

  private record Row(Receipt.Part part, Instant publishedAt, String evidence) {}
}
