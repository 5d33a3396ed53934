-- Who waits for places of a sold-out ticket type. Written by the event's commit, like all that follows from its journal.
CREATE TABLE waiting_list (
  waiting_id     uuid PRIMARY KEY,
  event_id       uuid NOT NULL,
  person_id      uuid NOT NULL,
  ticket_type_id uuid NOT NULL,
  quantity       int NOT NULL CHECK (quantity > 0),
  number         bigint NOT NULL,        -- the order of the list: where in the journal they joined
  status         text NOT NULL CHECK (status IN ('waiting', 'offered', 'bought', 'passed', 'left')),
  order_id       uuid,                   -- the offer
  joined_at      timestamptz NOT NULL,
  changed_at     timestamptz NOT NULL
);
CREATE INDEX waiting_list_person ON waiting_list (person_id, joined_at DESC, waiting_id);
CREATE INDEX waiting_list_order ON waiting_list (event_id, ticket_type_id, number) WHERE status = 'waiting';
