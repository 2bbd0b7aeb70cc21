CREATE TABLE oauth_token (
  channel            VARCHAR(40) PRIMARY KEY,
  seed_digest        VARCHAR(64) NOT NULL,
  access_token       VARCHAR(8000),
  access_expires_at  TIMESTAMP WITH TIME ZONE,
  refresh_token      VARCHAR(8000) NOT NULL,
  refresh_expires_at TIMESTAMP WITH TIME ZONE,
  refreshing_since   TIMESTAMP WITH TIME ZONE,
  -- Whether a person connected the account here: then a configured refresh token, which may be an
  -- older one, does not replace it.
  connected          BOOLEAN DEFAULT FALSE NOT NULL,
  updated_at         TIMESTAMP WITH TIME ZONE NOT NULL
);
