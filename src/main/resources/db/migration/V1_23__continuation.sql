-- Which earlier story a developing story continues.
CREATE TABLE story_continuation (
  story     UUID PRIMARY KEY REFERENCES story (id),
  continues UUID NOT NULL REFERENCES story (id)
);
