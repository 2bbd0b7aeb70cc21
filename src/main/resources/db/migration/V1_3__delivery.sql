CREATE TABLE edition_revision (
  edition_id UUID NOT NULL,
  position   INTEGER NOT NULL,
  story_id   UUID NOT NULL,
  revision   INTEGER NOT NULL,
  PRIMARY KEY (edition_id, position)
);

CREATE TABLE frozen_post (
  digest  VARCHAR(64) PRIMARY KEY,
  content TEXT NOT NULL
);

CREATE TABLE delivery (
  id             UUID PRIMARY KEY,
  delivery_key   VARCHAR(32) NOT NULL UNIQUE,
  edition_id     UUID NOT NULL,
  story_id       UUID NOT NULL,
  channel        VARCHAR(40) NOT NULL,
  occasion       VARCHAR(100) NOT NULL,
  rehearsal      BOOLEAN NOT NULL,
  state          VARCHAR(20) NOT NULL,
  planned_for    TIMESTAMP WITH TIME ZONE NOT NULL,
  wake_at        TIMESTAMP WITH TIME ZONE,
  attempts       INTEGER NOT NULL,
  failures       INTEGER NOT NULL,
  lease          BIGINT NOT NULL,
  reason         VARCHAR(30),
  detail         VARCHAR(2000) NOT NULL,
  post_digest    VARCHAR(64) REFERENCES frozen_post (digest),
  handle         VARCHAR(4000),
  open_step      VARCHAR(200),
  committed_at   TIMESTAMP WITH TIME ZONE,
  read_backs     INTEGER NOT NULL,
  resends        INTEGER NOT NULL,
  created_at     TIMESTAMP WITH TIME ZONE NOT NULL,
  settled_at     TIMESTAMP WITH TIME ZONE,
  ledger_length  INTEGER NOT NULL,
  ledger_head    VARCHAR(64) NOT NULL,
  sealed_length  INTEGER NOT NULL,
  UNIQUE (story_id, channel, occasion)
);
CREATE INDEX delivery_wake ON delivery (wake_at);
CREATE INDEX delivery_state ON delivery (state, channel);
CREATE INDEX delivery_created ON delivery (created_at, id);

CREATE TABLE delivery_checkpoint (
  delivery_id UUID NOT NULL REFERENCES delivery (id),
  step        VARCHAR(200) NOT NULL,
  handle      VARCHAR(4000) NOT NULL,
  PRIMARY KEY (delivery_id, step)
);

CREATE TABLE published_part (
  channel      VARCHAR(40) NOT NULL,
  remote_id    VARCHAR(200) NOT NULL,
  delivery_id  UUID NOT NULL REFERENCES delivery (id),
  position     INTEGER NOT NULL,
  address      VARCHAR(2000),
  published_at TIMESTAMP WITH TIME ZONE NOT NULL,
  evidence     TEXT NOT NULL,
  PRIMARY KEY (channel, remote_id)
);
CREATE INDEX published_part_delivery ON published_part (delivery_id, position);

CREATE TABLE account_state (
  channel       VARCHAR(40) PRIMARY KEY,
  paused_by     VARCHAR(100),
  closed_reason VARCHAR(30),
  closed_detail VARCHAR(2000),
  quiet_until   TIMESTAMP WITH TIME ZONE,
  next_free_at  TIMESTAMP WITH TIME ZONE
);

CREATE TABLE ledger_entry (
  delivery_id UUID NOT NULL,
  number      INTEGER NOT NULL,
  at          TIMESTAMP WITH TIME ZONE NOT NULL,
  kind        VARCHAR(30) NOT NULL,
  details     TEXT NOT NULL,
  previous    VARCHAR(64) NOT NULL,
  hash        VARCHAR(64) NOT NULL,
  PRIMARY KEY (delivery_id, number)
);

CREATE TABLE ledger_seal (
  number    BIGINT PRIMARY KEY,
  at        TIMESTAMP WITH TIME ZONE NOT NULL,
  previous  VARCHAR(64) NOT NULL,
  signature VARCHAR(64) NOT NULL
);

CREATE TABLE ledger_seal_head (
  seal        BIGINT NOT NULL REFERENCES ledger_seal (number),
  delivery_id UUID NOT NULL,
  length      INTEGER NOT NULL,
  head        VARCHAR(64) NOT NULL,
  PRIMARY KEY (seal, delivery_id)
);

CREATE TABLE installation (
  id           VARCHAR(36) PRIMARY KEY,
  restored_at  TIMESTAMP WITH TIME ZONE
);

-- The table that db-scheduler asks for.
CREATE TABLE scheduled_tasks (
  task_name            VARCHAR(100) NOT NULL,
  task_instance        VARCHAR(100) NOT NULL,
  task_data            BYTEA,
  execution_time       TIMESTAMP WITH TIME ZONE NOT NULL,
  picked               BOOLEAN NOT NULL,
  picked_by            VARCHAR(100),
  last_success         TIMESTAMP WITH TIME ZONE,
  last_failure         TIMESTAMP WITH TIME ZONE,
  consecutive_failures INTEGER,
  last_heartbeat       TIMESTAMP WITH TIME ZONE,
  version              BIGINT NOT NULL,
  priority             SMALLINT,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_heartbeat ON scheduled_tasks (last_heartbeat);
