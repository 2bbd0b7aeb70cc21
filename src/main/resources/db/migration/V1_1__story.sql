CREATE TABLE story (
  id            UUID PRIMARY KEY,
  source        VARCHAR(200) NOT NULL,
  first_seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
  held          BOOLEAN NOT NULL,
  withdrawn_at  TIMESTAMP WITH TIME ZONE,
  merged_into   UUID REFERENCES story (id),
  latest        INTEGER NOT NULL,
  headline      TEXT NOT NULL,
  sections      TEXT NOT NULL
);
CREATE INDEX story_by_age ON story (first_seen_at, id);

CREATE TABLE story_revision (
  story       UUID NOT NULL REFERENCES story (id),
  number      INTEGER NOT NULL,
  received_at TIMESTAMP WITH TIME ZONE NOT NULL,
  digest      VARCHAR(64) NOT NULL,
  content     TEXT NOT NULL,
  PRIMARY KEY (story, number)
);

-- The primary key is what makes one story of fifty submissions at once.
CREATE TABLE story_alias (
  kind  VARCHAR(20) NOT NULL,
  name  VARCHAR(500) NOT NULL,
  story UUID NOT NULL REFERENCES story (id),
  PRIMARY KEY (kind, name)
);
CREATE INDEX story_alias_by_story ON story_alias (story);

-- What each source said last under each name: only a source that changes its own words revises.
CREATE TABLE story_voice (
  story  UUID NOT NULL REFERENCES story (id),
  source VARCHAR(200) NOT NULL,
  kind   VARCHAR(20) NOT NULL,
  name   VARCHAR(500) NOT NULL,
  digest VARCHAR(64) NOT NULL,
  PRIMARY KEY (story, source, kind, name)
);
