-- Who may ask and order. Only the hash of a token is kept.
CREATE TABLE access_token (
  id           UUID PRIMARY KEY,
  name         VARCHAR(60) NOT NULL UNIQUE,
  role         VARCHAR(20) NOT NULL,
  hash         VARCHAR(64) NOT NULL UNIQUE,
  created_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  created_by   VARCHAR(60) NOT NULL,
  last_used_at TIMESTAMP WITH TIME ZONE,
  revoked_at   TIMESTAMP WITH TIME ZONE
);

-- What was answered to orders that carried an Idempotency-Key. The answer is encrypted with a key
-- that only the caller's own token gives, since it may hold what is shown once.
CREATE TABLE remembered_answer (
  caller      UUID NOT NULL,
  answer_key  VARCHAR(200) NOT NULL,
  fingerprint VARCHAR(64) NOT NULL,
  claim       UUID NOT NULL,
  claimed_at  TIMESTAMP WITH TIME ZONE NOT NULL,
  answer      BYTEA,
  PRIMARY KEY (caller, answer_key)
);
CREATE INDEX remembered_answer_claimed ON remembered_answer (claimed_at);

CREATE TABLE alert_sent (
  target     VARCHAR(10) NOT NULL,
  problem    VARCHAR(200) NOT NULL,
  title      VARCHAR(500) NOT NULL,
  since      TIMESTAMP WITH TIME ZONE NOT NULL,
  claimed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  sent_at    TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (target, problem)
);
