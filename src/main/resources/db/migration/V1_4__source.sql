CREATE TABLE source_state (
  name          VARCHAR(200) PRIMARY KEY,
  next_poll     TIMESTAMP WITH TIME ZONE NOT NULL,
  claimed_until TIMESTAMP WITH TIME ZONE,
  last_success  TIMESTAMP WITH TIME ZONE,
  failures      INTEGER NOT NULL,
  last_error    VARCHAR(1000),
  etag          VARCHAR(1000),
  last_modified VARCHAR(200),
  seen_until    TIMESTAMP WITH TIME ZONE
);
