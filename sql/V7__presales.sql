-- Pre-sales and their bookings. Written by the event's commit, like all that follows from its journal.

-- What the manager decided. Where its places are stands in stock, in a row with the event's own id as the ticket type's:
-- its capacity is what is still the pre-sale's, and the ticket type's own row has the rest.
CREATE TABLE pre_sales (
  event_id       uuid PRIMARY KEY,
  ticket_type_id uuid NOT NULL,
  capacity       int NOT NULL,           -- kept back at first
  opens_at       timestamptz NOT NULL,
  closes_at      timestamptz NOT NULL,
  price          bigint NOT NULL,        -- minor units of the event's currency
  pay_by         timestamptz NOT NULL,
  max_per_person int
);

CREATE TABLE bookings (
  booking_id     uuid PRIMARY KEY,
  event_id       uuid NOT NULL,
  person_id      uuid NOT NULL,
  ticket_type_id uuid NOT NULL,
  quantity       int NOT NULL CHECK (quantity > 0),
  price          bigint NOT NULL,        -- of one place, as it was booked
  code           text NOT NULL,
  status         text NOT NULL CHECK (status IN ('booked', 'held', 'paid', 'lapsed', 'cancelled')),
  order_id       uuid,                   -- the order that pays it, or the last that did not
  pay_by         timestamptz NOT NULL,   -- as it was booked; pre_sales has it as it is
  booked_at      timestamptz NOT NULL,
  changed_at     timestamptz NOT NULL
);
CREATE UNIQUE INDEX bookings_code ON bookings (code);
CREATE INDEX bookings_person ON bookings (person_id, booked_at DESC, booking_id);
CREATE INDEX bookings_event ON bookings (event_id, booking_id);

-- For people at psql.
CREATE OR REPLACE VIEW stock_by_event AS
SELECT e.title AS event, e.event_id, coalesce(t.name, 'pre-sale') AS ticket_type, s.capacity,
       s.capacity - s.held - s.booked - s.sold AS free, s.held, s.booked, s.sold,
       e.status, e.starts_at
FROM stock s
JOIN events e USING (event_id)
LEFT JOIN ticket_types t USING (event_id, ticket_type_id)
ORDER BY e.starts_at, e.title, t.position NULLS LAST;
