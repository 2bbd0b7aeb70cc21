-- How fast a mailbox provider gets its mail, where a deferral has slowed it down.
CREATE TABLE mailing_pace (
  provider    VARCHAR(253) PRIMARY KEY,
  per_second  DOUBLE PRECISION,
  rate_before DOUBLE PRECISION,
  changed_at  TIMESTAMP WITH TIME ZONE NOT NULL
);

-- How many messages of a day were begun, while there is a plan for a new sender.
CREATE TABLE mailing_day (
  on_day DATE PRIMARY KEY,
  begun  INTEGER NOT NULL
);
