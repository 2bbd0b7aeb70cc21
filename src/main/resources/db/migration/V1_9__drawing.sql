CREATE TABLE drawing (
  brief_digest VARCHAR(64) PRIMARY KEY,
  media_digest VARCHAR(64) NOT NULL REFERENCES media (digest),
  drawn_at     TIMESTAMP WITH TIME ZONE NOT NULL
);
