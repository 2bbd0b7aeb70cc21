-- What an issue says, and how far its readers have been handed out.
CREATE TABLE issue (
  id           UUID PRIMARY KEY,
  number       INTEGER GENERATED ALWAYS AS IDENTITY UNIQUE,
  delivery_key VARCHAR(64) NOT NULL UNIQUE,
  subject      VARCHAR(1000) NOT NULL,
  preheader    VARCHAR(1000) NOT NULL,
  html         TEXT NOT NULL,
  plain_text   TEXT NOT NULL,
  language     VARCHAR(35) NOT NULL,
  state        VARCHAR(16) NOT NULL,
  problem      VARCHAR(1000),
  priority     SMALLINT NOT NULL,
  frozen       INTEGER NOT NULL,
  handed       INTEGER NOT NULL,
  opened_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  deadline     TIMESTAMP WITH TIME ZONE NOT NULL,
  balanced_at  TIMESTAMP WITH TIME ZONE,
  settled_at   TIMESTAMP WITH TIME ZONE,
  doubted_at   TIMESTAMP WITH TIME ZONE
);

CREATE INDEX issue_by_state ON issue (state, opened_at);

-- The ledger: one line for each reader of the frozen set. It names no address, so that it may be
-- kept. Ten million of them must stay cheap: the row is narrow, nothing that changes is indexed, so
-- that PostgreSQL changes a row in place, and no foreign key is checked row by row.
-- State: 1 queued, 2 in flight, 3 sent, 4 retrying, 5 failed, 6 doubt, 7 excluded, 8 excluded late.
CREATE TABLE mailing_line (
  changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  issue      INTEGER NOT NULL,
  position   INTEGER NOT NULL,
  reader_id  UUID NOT NULL,
  state      SMALLINT NOT NULL,
  attempts   SMALLINT NOT NULL,
  reply_code SMALLINT,
  reply      VARCHAR(300),
  PRIMARY KEY (issue, position)
);

-- The positions that a sender has taken and not finished; without a holder they are free again.
CREATE TABLE mailing_range (
  issue          INTEGER NOT NULL,
  first_position INTEGER NOT NULL,
  last_position  INTEGER NOT NULL,
  holder         UUID,
  PRIMARY KEY (issue, first_position)
);

-- The lines that are tried again. One with a holder is in that sender's hand.
CREATE TABLE mailing_retry (
  issue    INTEGER NOT NULL,
  position INTEGER NOT NULL,
  due_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  holder   UUID,
  PRIMARY KEY (issue, position)
);

CREATE INDEX mailing_retry_due ON mailing_retry (issue, due_at);

-- How many lines each sender has moved into a state and out of it. The sums over all senders are
-- the issue's numbers, so that nobody counts a million lines to show a progress.
CREATE TABLE mailing_tally (
  issue         INTEGER NOT NULL,
  sender        UUID NOT NULL,
  queued        INTEGER NOT NULL,
  in_flight     INTEGER NOT NULL,
  sent          INTEGER NOT NULL,
  retrying      INTEGER NOT NULL,
  failed        INTEGER NOT NULL,
  doubt         INTEGER NOT NULL,
  excluded      INTEGER NOT NULL,
  excluded_late INTEGER NOT NULL,
  PRIMARY KEY (issue, sender)
);

-- The senders, each a run of one process, and until when others must take them for alive.
CREATE TABLE mailing_sender (
  id          UUID PRIMARY KEY,
  alive_until TIMESTAMP WITH TIME ZONE NOT NULL
);
