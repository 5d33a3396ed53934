-- Money on its way back, what needs a person, and what the provider has told.

-- uncollectible: the tickets were issued and the money could never be taken.
ALTER TABLE payments DROP CONSTRAINT payments_state_check;
ALTER TABLE payments ADD CONSTRAINT payments_state_check CHECK (state IN
  ('started', 'waiting', 'authorised', 'issued', 'captured', 'turned-away', 'cancelled', 'declined', 'closed', 'uncollectible'));

-- One row per refund, written in the same statement as the event's decision and before the provider is called.
-- due → pending → succeeded or failed; failed → due (tried again, with another key) or settled (by hand);
-- dropped: the money was never taken; external: it went back without us.
CREATE TABLE refunds (
  refund_id       uuid PRIMARY KEY,
  event_id        uuid NOT NULL,
  order_id        uuid NOT NULL,
  attempt         int NOT NULL,          -- the payment whose money goes back
  cause           text NOT NULL CHECK (cause IN ('asked', 'event-cancelled', 'external', 'dispute-lost')),
  state           text NOT NULL CHECK (state IN ('due', 'pending', 'succeeded', 'failed', 'settled', 'dropped', 'external')),
  amount          bigint NOT NULL CHECK (amount > 0),
  currency        text NOT NULL,
  reason          text,                  -- the caller's words
  asked_by        uuid,
  round           int NOT NULL DEFAULT 1,
  idempotency_key text NOT NULL GENERATED ALWAYS AS ('refund:' || refund_id || ':' || round) STORED,
  provider_id     text,
  failure         text,                  -- the provider's reason
  next_at         timestamptz,           -- when somebody must look again; null when nothing is left to do
  tries           int NOT NULL DEFAULT 0,
  created_at      timestamptz NOT NULL,
  changed_at      timestamptz NOT NULL
);
CREATE INDEX refunds_order ON refunds (order_id);
CREATE INDEX refunds_event ON refunds (event_id);
CREATE INDEX refunds_due ON refunds (next_at) WHERE next_at IS NOT NULL;

-- What money needs a person for: a list, not a log line. One row per thing, however often it is met.
CREATE TABLE payment_matters (
  matter_id  uuid PRIMARY KEY,
  kind       text NOT NULL CHECK (kind IN ('refund-failed', 'uncollectible', 'mismatch', 'external-refund', 'dispute')),
  reference  text NOT NULL,              -- our refund, or the provider's payment, refund or dispute
  event_id   uuid NOT NULL,
  order_id   uuid NOT NULL,
  amount     bigint NOT NULL,            -- minor units; for refund-failed what is owed to the buyer
  currency   text NOT NULL,
  detail     text,
  found_at   timestamptz NOT NULL,
  settled_at timestamptz,
  settled_by uuid,                       -- null when it settled itself
  note       text,
  CONSTRAINT payment_matters_once UNIQUE (kind, reference)
);
CREATE INDEX payment_matters_open ON payment_matters (found_at, matter_id) WHERE settled_at IS NULL;
CREATE INDEX payment_matters_order ON payment_matters (order_id);

-- The provider's webhooks, kept before they are acknowledged.
CREATE TABLE provider_events (
  event_id    text PRIMARY KEY,
  kind        text NOT NULL,
  about       text[] NOT NULL,           -- the provider's ids in it
  orders      uuid[] NOT NULL,           -- ours, as far as it names them
  received_at timestamptz NOT NULL,
  next_at     timestamptz,               -- null once handled
  tries       int NOT NULL DEFAULT 0
);
CREATE INDEX provider_events_due ON provider_events (next_at) WHERE next_at IS NOT NULL;

-- One row per cancelled event: how far its orders are refunded. Written in the same statement as the cancellation.
CREATE TABLE cancellations (
  event_id    uuid PRIMARY KEY,
  started_at  timestamptz NOT NULL,
  after_order uuid,                      -- the last order that was refunded; they go in the order of their ids
  orders_done int NOT NULL DEFAULT 0,
  next_at     timestamptz,               -- null once every order is refunded
  finished_at timestamptz
);
CREATE INDEX cancellations_due ON cancellations (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX tickets_event ON tickets (event_id, order_id);

-- For people at psql.
CREATE VIEW money_by_order AS
SELECT o.order_id, o.event_id, o.status, o.total, o.currency,
       (SELECT coalesce(sum(p.amount), 0) FROM payments p WHERE p.order_id = o.order_id AND p.state = 'captured') AS captured,
       (SELECT coalesce(sum(r.amount), 0) FROM refunds r WHERE r.order_id = o.order_id AND r.state IN ('succeeded', 'external')) AS given_back,
       (SELECT coalesce(sum(r.amount), 0) FROM refunds r WHERE r.order_id = o.order_id AND r.state IN ('due', 'pending', 'failed')) AS owed,
       (SELECT coalesce(sum(k.price), 0) FROM tickets k WHERE k.order_id = o.order_id AND k.status IN ('valid', 'used', 'frozen')) AS price_of_tickets
FROM orders o;
