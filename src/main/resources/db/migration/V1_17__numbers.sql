-- Where the counted links of an issue lead. A link of a mail names a number; it leads here or nowhere.
CREATE TABLE issue_link (
  issue    INTEGER NOT NULL,
  number   SMALLINT NOT NULL,
  url      VARCHAR(2000) NOT NULL,
  readers  INTEGER DEFAULT 0 NOT NULL,
  machines INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (issue, number)
);

-- What is known of a link of a reader's copy: no address, no network, no program. The row names a
-- line of the ledger alone. It counts since counted_at; where that is empty, only machines opened it,
-- and why we think so is left_out: 1 too early, 2 one of many at once, 3 a known scanner.
CREATE TABLE issue_click (
  first_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  last_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  counted_at TIMESTAMP WITH TIME ZONE,
  issue      INTEGER NOT NULL,
  position   INTEGER NOT NULL,
  link       SMALLINT NOT NULL,
  left_out   SMALLINT,
  hits       INTEGER NOT NULL,
  PRIMARY KEY (issue, position, link)
);

-- What is left of the clicks of an issue once it is no longer known whose they were.
CREATE TABLE issue_click_sum (
  issue    INTEGER PRIMARY KEY,
  readers  INTEGER NOT NULL,
  machines INTEGER NOT NULL
);

-- Who left through which issue, once for each reader.
CREATE TABLE issue_unsubscription (
  issue     INTEGER NOT NULL,
  reader_id UUID NOT NULL,
  left_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (issue, reader_id)
);
