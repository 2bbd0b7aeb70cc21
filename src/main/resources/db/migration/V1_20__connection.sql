-- The accounts that people connected by the platforms' consent pages, and the ways there.
CREATE TABLE account_connection (
  channel      VARCHAR(40) PRIMARY KEY,
  -- Counts connections and disconnections, so that every replica sees that it must open anew.
  revision     BIGINT NOT NULL,
  -- All of the following are NULL where the account was disconnected.
  kind         VARCHAR(40),
  account_id   VARCHAR(200),
  account_name VARCHAR(300),
  -- Settings and credentials, encrypted.
  sealed       TEXT,
  connected_by VARCHAR(60),
  connected_at TIMESTAMP WITH TIME ZONE,
  ends_at      TIMESTAMP WITH TIME ZONE
);

CREATE TABLE connection_attempt (
  id            UUID PRIMARY KEY,
  -- Of the state that the platform gives back.
  state_hash    VARCHAR(64) NOT NULL UNIQUE,
  -- Of what only the browser holds in which the attempt began.
  browser_hash  VARCHAR(64) NOT NULL,
  channel       VARCHAR(40) NOT NULL,
  kind          VARCHAR(40) NOT NULL,
  caller        UUID NOT NULL,
  caller_name   VARCHAR(60) NOT NULL,
  redirect      VARCHAR(2000) NOT NULL,
  -- Encrypted; NULL where the platform takes no challenge.
  verifier      VARCHAR(1000),
  expires_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  -- Once set, the code is used up, whatever came of it.
  exchanging_at TIMESTAMP WITH TIME ZONE,
  -- The accounts among which a person chooses, encrypted.
  choices       TEXT
);
