-- What somebody asked for at the website and the owner of the address has not confirmed. No issue
-- sees it. The reader's id is the one that the log of consent knows already; it becomes a reader's
-- when the owner confirms, and then the address is gone from here.
CREATE TABLE sign_up (
  id              UUID PRIMARY KEY,
  reader_id       UUID NOT NULL,
  address         VARCHAR(254),
  address_key     VARCHAR(254),
  name            VARCHAR(200) NOT NULL,
  language        VARCHAR(35) NOT NULL,
  sections        TEXT NOT NULL,
  rhythm          VARCHAR(16) NOT NULL,
  source          VARCHAR(1000) NOT NULL,
  network_address VARCHAR(45) NOT NULL,
  text_version    VARCHAR(64) NOT NULL,
  asked_at        TIMESTAMP WITH TIME ZONE NOT NULL,
  expires_at      TIMESTAMP WITH TIME ZONE NOT NULL,
  confirmed_at    TIMESTAMP WITH TIME ZONE
);

CREATE INDEX sign_up_by_address ON sign_up (address_key);
CREATE INDEX sign_up_by_expiry ON sign_up (expires_at);

-- One row for each sign-up that was let through, for its address, its network and the service as a
-- whole, by digests. What the limits refuse leaves none, so that a flood does not fill the table.
CREATE TABLE sign_up_mark (
  id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject   VARCHAR(64) NOT NULL,
  marked_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX sign_up_mark_of_subject ON sign_up_mark (subject, marked_at);
CREATE INDEX sign_up_mark_by_time ON sign_up_mark (marked_at);

-- One row, which is locked by whoever counts, so that all instances count one after the other.
CREATE TABLE sign_up_gate (
  id INTEGER PRIMARY KEY
);

INSERT INTO sign_up_gate (id) VALUES (1);

-- Letters to single readers. They name no address: the subject is a sign-up or a reader.
CREATE TABLE letter (
  id         UUID PRIMARY KEY,
  kind       VARCHAR(16) NOT NULL,
  subject_id UUID NOT NULL,
  state      VARCHAR(16) NOT NULL,
  attempts   SMALLINT NOT NULL,
  doubted    BOOLEAN NOT NULL,
  queued_at  TIMESTAMP WITH TIME ZONE NOT NULL,
  due_at     TIMESTAMP WITH TIME ZONE NOT NULL,
  give_up_at TIMESTAMP WITH TIME ZONE NOT NULL,
  holder     UUID,
  held_until TIMESTAMP WITH TIME ZONE,
  reply_code SMALLINT,
  reply      VARCHAR(300),
  settled_at TIMESTAMP WITH TIME ZONE
);

CREATE INDEX letter_by_due ON letter (state, due_at);
