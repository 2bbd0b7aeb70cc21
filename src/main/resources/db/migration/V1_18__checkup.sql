-- What the last look at each channel's account found.
CREATE TABLE account_checkup (
  channel    VARCHAR(40) PRIMARY KEY,
  checked_at TIMESTAMP WITH TIME ZONE NOT NULL,
  checkup    TEXT
);
