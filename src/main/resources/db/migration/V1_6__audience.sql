CREATE TABLE reader (
  id             UUID PRIMARY KEY,
  address        VARCHAR(254) NOT NULL,
  address_key    VARCHAR(254) NOT NULL UNIQUE,
  name           VARCHAR(200) NOT NULL,
  language       VARCHAR(35) NOT NULL,
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

-- Holds digests only, so that it may outlive the erasure of a reader.
CREATE TABLE suppression (
  address_digest VARCHAR(64) PRIMARY KEY,
  reason         VARCHAR(300) NOT NULL,
  suppressed_at  TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE consent_event (
  id              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reader_id       UUID NOT NULL,
  event           VARCHAR(20) NOT NULL,
  source          VARCHAR(1000) NOT NULL,
  network_address VARCHAR(45) NOT NULL,
  happened_at     TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX consent_event_of_reader ON consent_event (reader_id);
