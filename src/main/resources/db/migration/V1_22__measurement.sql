-- When a publication's numbers are asked for next; without a moment, never again.
CREATE TABLE measurement_plan (
  delivery_id UUID PRIMARY KEY REFERENCES delivery (id),
  channel     VARCHAR(40) NOT NULL,
  next_at     TIMESTAMP WITH TIME ZONE,
  taken       INTEGER NOT NULL
);
CREATE INDEX measurement_plan_due ON measurement_plan (channel, next_at);

CREATE TABLE measurement (
  delivery_id UUID NOT NULL REFERENCES delivery (id),
  measured_at TIMESTAMP WITH TIME ZONE NOT NULL,
  name        VARCHAR(100) NOT NULL,
  amount      BIGINT NOT NULL,
  PRIMARY KEY (delivery_id, measured_at, name)
);
