-- The issues that everybody may read; those of channels for tests are not among them.
CREATE TABLE archived_issue (
  issue_id  UUID PRIMARY KEY REFERENCES issue (id) ON DELETE CASCADE,
  language  VARCHAR(35) NOT NULL,
  opened_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX archived_issue_by_time ON archived_issue (opened_at, issue_id);
CREATE INDEX archived_issue_by_language ON archived_issue (language, opened_at, issue_id);
