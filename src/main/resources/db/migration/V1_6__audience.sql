CREATE TABLE reader (
  id             UUID PRIMARY KEY,
  address        VARCHAR(254) NOT NULL,
  address_key    VARCHAR(254) NOT NULL UNIQUE,
  name           VARCHAR(200) NOT NULL,
  language       VARCHAR(35) NOT NULL,
  rhythm         VARCHAR(16) DEFAULT 'EACH_STORY' NOT NULL,
  state          VARCHAR(16) NOT NULL,
  consent_source VARCHAR(1000) NOT NULL,
  added_at       TIMESTAMP WITH TIME ZONE NOT NULL
);

-- No row of a reader means that the reader wants every section. Written in lower case.
CREATE TABLE reader_section (
  reader_id UUID NOT NULL REFERENCES reader (id) ON DELETE CASCADE,
  section   VARCHAR(100) NOT NULL,
  PRIMARY KEY (reader_id, section)
);

-- Holds digests only, so that it may outlive the erasure of a reader. The earlier reason is the one
-- that comes back when the later one is lifted by hand.
CREATE TABLE suppression (
  address_digest VARCHAR(64) PRIMARY KEY,
  reason         VARCHAR(16) NOT NULL,
  earlier_reason VARCHAR(16),
  detail         VARCHAR(300) NOT NULL,
  reader_id      UUID,
  suppressed_at  TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX suppression_by_time ON suppression (suppressed_at, address_digest);

-- One row, which is locked by whoever adds a reader or forbids an address: without it an address
-- could be forbidden while its reader is being added, and neither would see the other.
CREATE TABLE audience_gate (
  id INTEGER PRIMARY KEY
);

INSERT INTO audience_gate (id) VALUES (1);

-- What readers were shown when they agreed, by its digest. Rows are only ever added.
CREATE TABLE consent_text (
  version        VARCHAR(64) PRIMARY KEY,
  content        VARCHAR(4000) NOT NULL,
  first_shown_at TIMESTAMP WITH TIME ZONE NOT NULL
);

-- Rows are only ever added, and name no address, so that they may be kept as proof.
CREATE TABLE consent_event (
  id              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reader_id       UUID NOT NULL,
  event           VARCHAR(20) NOT NULL,
  source          VARCHAR(1000) NOT NULL,
  network_address VARCHAR(45) NOT NULL,
  text_version    VARCHAR(64) NOT NULL,
  actor           VARCHAR(200) NOT NULL,
  happened_at     TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX consent_event_of_reader ON consent_event (reader_id);
