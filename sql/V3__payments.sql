-- One row per payment attempt. The row is written before the provider is called, the provider's ids as soon as they
-- are known, so that any process can take the next step.
CREATE TABLE payments (
  order_id        uuid NOT NULL,
  attempt         int NOT NULL,
  event_id        uuid NOT NULL,
  person_id       uuid NOT NULL,
  state           text NOT NULL CHECK (state IN ('started', 'waiting', 'authorised', 'issued', 'captured', 'turned-away', 'cancelled', 'declined', 'closed')),
  amount          bigint NOT NULL CHECK (amount >= 0),
  currency        text NOT NULL,
  payment_method  text,                -- the caller's PaymentMethod id; null: the provider's own page
  operation       text NOT NULL,       -- the caller's own id of the request
  fingerprint     text NOT NULL,
  return_url      text NOT NULL,
  cancel_url      text NOT NULL,
  session_id      text,
  intent_id       text,
  page_url        text,
  declined        text,                -- the bank's reason
  next_at         timestamptz,         -- when somebody must look again; null when nothing is left to do
  tries           int NOT NULL DEFAULT 0,
  created_at      timestamptz NOT NULL,
  changed_at      timestamptz NOT NULL,
  PRIMARY KEY (order_id, attempt)
);
CREATE UNIQUE INDEX payments_one_open_attempt ON payments (order_id) WHERE state IN ('started', 'waiting', 'authorised');
CREATE UNIQUE INDEX payments_operation ON payments (order_id, operation);
CREATE INDEX payments_due ON payments (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX payments_session ON payments (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX payments_intent ON payments (intent_id) WHERE intent_id IS NOT NULL;
