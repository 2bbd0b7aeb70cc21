-- Which set time of a channel's digest was dealt with last, and up to when its stories are covered.
-- Its row is locked while a digest is made, so that several instances make one.
CREATE TABLE digest_mark (
  channel       VARCHAR(40) NOT NULL,
  rhythm        VARCHAR(16) NOT NULL,
  last_time     TIMESTAMP WITH TIME ZONE NOT NULL,
  covered_until TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (channel, rhythm)
);

-- The stories that a channel's digests have told or mentioned, each once. Without an edition it
-- waits for the end of its embargo.
CREATE TABLE digest_story (
  channel    VARCHAR(40) NOT NULL,
  rhythm     VARCHAR(16) NOT NULL,
  story_id   UUID NOT NULL,
  edition_id UUID,
  PRIMARY KEY (channel, rhythm, story_id)
);

-- What makes an edition a digest.
CREATE TABLE digest_edition (
  edition_id UUID PRIMARY KEY,
  rhythm     VARCHAR(16) NOT NULL,
  left_out   INTEGER NOT NULL
);

CREATE INDEX edition_revision_by_story ON edition_revision (story_id);

-- The issues beside the main one of a digest, for readers who chose sections.
CREATE TABLE issue_version (
  delivery_key VARCHAR(64) NOT NULL,
  issue        INTEGER NOT NULL,
  PRIMARY KEY (delivery_key, issue)
);
