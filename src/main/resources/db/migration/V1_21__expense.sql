-- What deliveries cost on channels whose platforms charge. A row is reserved when the first
-- irreversible call is announced; the outcome keeps it or gives it back.
CREATE TABLE expense (
  id          UUID PRIMARY KEY,
  -- NULL where it belongs to the account alone, as a check of it does.
  delivery_id UUID REFERENCES delivery (id),
  channel     VARCHAR(40) NOT NULL,
  step        VARCHAR(200) NOT NULL,
  amount      DECIMAL(16, 6) NOT NULL,
  currency    VARCHAR(3) NOT NULL,
  booked_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  reserved    BOOLEAN NOT NULL
);
CREATE INDEX expense_channel ON expense (channel, booked_at);
CREATE INDEX expense_delivery ON expense (delivery_id);
