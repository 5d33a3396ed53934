-- Access and discount codes of events, and ticket types that are only there with a code.
-- How often a code is used is counted by its event; this is for those who show what it unlocks.

ALTER TABLE ticket_types ADD COLUMN hidden boolean NOT NULL DEFAULT false;

CREATE TABLE event_codes (
  event_id     uuid NOT NULL,
  code_id      uuid NOT NULL,
  text         text NOT NULL,          -- in capitals
  kind         text NOT NULL CHECK (kind IN ('access', 'percent', 'amount')),
  value        bigint NOT NULL,        -- hundredths, or minor units of the event's currency
  ticket_types json NOT NULL,          -- ids of those it is for; [] for all
  uses         int,
  valid_from   timestamptz,
  valid_until  timestamptz,
  PRIMARY KEY (event_id, code_id)
);
CREATE UNIQUE INDEX event_codes_text ON event_codes (event_id, text);
