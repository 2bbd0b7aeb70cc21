-- Files of readers that operators uploaded. The counts are those of the rows that are committed.
CREATE TABLE reader_import (
  id                UUID PRIMARY KEY,
  digest            VARCHAR(64) NOT NULL,
  file_name         VARCHAR(200) NOT NULL,
  charset           VARCHAR(60) NOT NULL,
  language          VARCHAR(35) NOT NULL,
  sections          VARCHAR(4000) NOT NULL,
  consent           VARCHAR(1000) NOT NULL,
  operator          VARCHAR(200) NOT NULL,
  state             VARCHAR(16) NOT NULL,
  detail            VARCHAR(2000) NOT NULL,
  ignored_columns   VARCHAR(4000) NOT NULL,
  bytes             BIGINT NOT NULL,
  bytes_done        BIGINT NOT NULL,
  total_rows        BIGINT,
  rows_done         BIGINT NOT NULL,
  added             BIGINT NOT NULL,
  updated           BIGINT NOT NULL,
  unchanged         BIGINT NOT NULL,
  left_unsubscribed BIGINT NOT NULL,
  left_suppressed   BIGINT NOT NULL,
  suppressed        BIGINT NOT NULL,
  blank             BIGINT NOT NULL,
  refused           BIGINT NOT NULL,
  uploaded_at       TIMESTAMP WITH TIME ZONE NOT NULL,
  moved_at          TIMESTAMP WITH TIME ZONE NOT NULL,
  ended_at          TIMESTAMP WITH TIME ZONE
);

CREATE INDEX reader_import_by_time ON reader_import (uploaded_at);

-- The bytes of a file until it is worked off.
CREATE TABLE reader_import_chunk (
  import_id UUID NOT NULL REFERENCES reader_import (id) ON DELETE CASCADE,
  chunk_no  INTEGER NOT NULL,
  content   BYTEA NOT NULL,
  PRIMARY KEY (import_id, chunk_no)
);

CREATE TABLE reader_import_refusal (
  import_id UUID NOT NULL REFERENCES reader_import (id) ON DELETE CASCADE,
  row_no    BIGINT NOT NULL,
  line_no   BIGINT NOT NULL,
  reason    VARCHAR(500) NOT NULL,
  cell      VARCHAR(320) NOT NULL,
  PRIMARY KEY (import_id, row_no)
);

-- One row: the instance that imports, by the database's clock.
CREATE TABLE reader_import_lease (
  id           INTEGER PRIMARY KEY,
  worker       UUID,
  leased_until TIMESTAMP WITH TIME ZONE NOT NULL
);

INSERT INTO reader_import_lease (id, worker, leased_until) VALUES (1, NULL, CURRENT_TIMESTAMP);
