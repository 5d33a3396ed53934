-- Tickets that are being given to somebody. The address is the giver's word for whom; it goes when the offer ends.
CREATE TABLE ticket_offers (
  offer_id    uuid PRIMARY KEY,
  ticket_id   uuid NOT NULL,
  order_id    uuid NOT NULL,
  event_id    uuid NOT NULL,
  giver_id    uuid NOT NULL,
  address     text COLLATE "C",          -- as email_addresses has it; null once the offer has ended
  state       text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'taking', 'taken', 'withdrawn')),
  made_at     timestamptz NOT NULL,
  changed_at  timestamptz NOT NULL,
  taken_by    uuid,
  successor   uuid,                      -- the new ticket
  operation   text COLLATE "C" NOT NULL, -- the caller's own id of the request
  fingerprint text COLLATE "C" NOT NULL,
  UNIQUE (giver_id, operation)
);
CREATE UNIQUE INDEX ticket_offers_one ON ticket_offers (ticket_id) WHERE state IN ('open', 'taking');
CREATE INDEX ticket_offers_to ON ticket_offers (address) WHERE address IS NOT NULL;
