-- What came back of an issue: of each copy and kind once. It names readers, never addresses.
CREATE TABLE mailing_return (
  issue       INTEGER NOT NULL,
  position    INTEGER NOT NULL,
  kind        VARCHAR(20) NOT NULL,
  reader_id   UUID NOT NULL,
  code        SMALLINT NOT NULL,
  status      VARCHAR(12) NOT NULL,
  at_relay    BOOLEAN NOT NULL,
  returned_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (issue, position, kind)
);

CREATE INDEX mailing_return_by_time ON mailing_return (returned_at);

-- Those whose consequence for the reader is still to be drawn.
CREATE TABLE mailing_return_due (
  issue    INTEGER NOT NULL,
  position INTEGER NOT NULL,
  kind     VARCHAR(20) NOT NULL,
  PRIMARY KEY (issue, position, kind)
);

-- How far each mailbox was read, and which instance reads it until when. A message is read when its
-- number is not above the last one; the number counts only together with the mailbox' validity.
CREATE TABLE mailing_inbox (
  name         VARCHAR(100) PRIMARY KEY,
  uid_validity BIGINT NOT NULL,
  last_uid     BIGINT NOT NULL,
  failed_uid   BIGINT NOT NULL,
  failures     INTEGER NOT NULL,
  holder       UUID,
  busy_until   TIMESTAMP WITH TIME ZONE
);

-- An issue that was stopped, and since when it is counted again after somebody let it go on.
ALTER TABLE issue ADD COLUMN braked_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE issue ADD COLUMN brake_reason VARCHAR(500);
ALTER TABLE issue ADD COLUMN released_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE issue ADD COLUMN settled_at_release INTEGER DEFAULT 0 NOT NULL;
