CREATE TABLE issue (
  id           UUID PRIMARY KEY,
  delivery_key VARCHAR(64) NOT NULL UNIQUE,
  subject      VARCHAR(1000) NOT NULL,
  preheader    VARCHAR(1000) NOT NULL,
  html         TEXT NOT NULL,
  plain_text   TEXT NOT NULL,
  language     VARCHAR(35) NOT NULL,
  state        VARCHAR(16) NOT NULL,
  opened_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  deadline     TIMESTAMP WITH TIME ZONE NOT NULL,
  settled_at   TIMESTAMP WITH TIME ZONE,
  doubted_at   TIMESTAMP WITH TIME ZONE
);

CREATE INDEX issue_by_state ON issue (state, opened_at);

-- One line for each reader of the frozen set; it names no address, so that it may be kept.
CREATE TABLE mailing_line (
  issue_id   UUID NOT NULL REFERENCES issue (id),
  reader_id  UUID NOT NULL,
  state      VARCHAR(16) NOT NULL,
  attempts   INTEGER NOT NULL,
  due_at     TIMESTAMP WITH TIME ZONE,
  claimed_by UUID,
  reply_code INTEGER,
  reply      VARCHAR(300) NOT NULL,
  changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (issue_id, reader_id)
);

CREATE INDEX mailing_line_due ON mailing_line (issue_id, state, due_at);

CREATE TABLE mailing_worker (
  id          UUID PRIMARY KEY,
  alive_until TIMESTAMP WITH TIME ZONE NOT NULL
);
