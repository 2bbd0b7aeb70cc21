CREATE TABLE media (
  digest          VARCHAR(64) PRIMARY KEY,
  media_type      VARCHAR(100) NOT NULL,
  size            BIGINT NOT NULL,
  width           INTEGER NOT NULL,
  height          INTEGER NOT NULL,
  duration_millis BIGINT NOT NULL,
  content         BYTEA NOT NULL,
  stored_at       TIMESTAMP WITH TIME ZONE NOT NULL
);
