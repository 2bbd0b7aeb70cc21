// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.channel.Digest;
import org.storycast.channel.Post;
import tools.jackson.databind.json.JsonMapper;

/** The posts that attempts, read-back and evidence use, whatever happens to templates later. */
@Repository
public class FrozenPosts {

  private final JdbcClient jdbc;
  private final JsonMapper json = JsonMapper.builder().build();

  FrozenPosts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The frozen post of this digest. */
  public Optional<Post> find(Digest digest) {
    return this.jdbc
        .sql("SELECT content FROM frozen_post WHERE digest = ?")
        .param(digest.hex())
        .query(String.class)
        .optional()
        .map(content -> this.json.readValue(content, Post.class));
  }

  /** Stores a post unless it is there. */
  Digest freeze(Post post) {
    Digest digest = post.digest();
    this.jdbc
        .sql("INSERT INTO frozen_post (digest, content) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .params(digest.hex(), this.json.writeValueAsString(post))
        .update();
    return digest;
  }
}
