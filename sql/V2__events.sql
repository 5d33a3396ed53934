-- Events, their journal and what people ask of them.
-- event_head and event_journal are the truth; events, ticket_types, stock, orders and tickets are written in the
-- same statement as the facts they follow from and can be rebuilt from the journal. They carry no foreign keys: a
-- commit may fail for one reason only, the guard on stock, and that one is meant.

CREATE TABLE categories (
  category_id uuid PRIMARY KEY,
  name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 60)
);
CREATE UNIQUE INDEX categories_name ON categories (lower(name));

-- One row per event: who owns it (epoch), how far its journal goes, and when something happens by itself next.
CREATE TABLE event_head (
  event_id   uuid PRIMARY KEY,
  epoch      bigint NOT NULL DEFAULT 0,
  last_seq   bigint NOT NULL DEFAULT 0,
  next_due   timestamptz,
  claimed_at timestamptz,
  owner      text,
  closed     text            -- set when the safety net closed the sale: what was found
) WITH (fillfactor = 50);    -- room beside the row, so that the hot update stays on its page
CREATE INDEX event_head_due ON event_head (next_due) WHERE next_due IS NOT NULL;

-- Ids and codes only; nothing here names a person.
CREATE TABLE event_journal (
  event_id  uuid NOT NULL,
  seq       bigint NOT NULL,
  kind      text NOT NULL,
  at        timestamptz NOT NULL,
  order_id  uuid,
  person_id uuid,
  operation text,            -- the caller's own id of the request, with the hash of what was asked
  data      json,
  PRIMARY KEY (event_id, seq)
);

CREATE TABLE events (
  event_id       uuid PRIMARY KEY,
  manager_id     uuid NOT NULL,
  status         text NOT NULL CHECK (status IN ('draft', 'published', 'cancelled')),
  version        int NOT NULL,
  title          text NOT NULL,
  description    text NOT NULL,
  category_id    uuid NOT NULL,
  venue_name     text NOT NULL,
  venue_address  text NOT NULL,
  city           text NOT NULL,
  starts_at      timestamptz NOT NULL,
  ends_at        timestamptz NOT NULL,
  time_zone      text NOT NULL,
  currency       text NOT NULL,
  max_per_person int NOT NULL,
  hold_minutes   int NOT NULL,
  created_at     timestamptz NOT NULL,
  published_at   timestamptz,
  search         tsvector NOT NULL DEFAULT ''   -- words people search by, kept by the trigger below
);

-- A generated column cannot look into another table, and the category's name is one of the words.
CREATE FUNCTION events_search_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search :=
    setweight(to_tsvector('simple', NEW.title), 'A') ||
    setweight(to_tsvector('simple', concat_ws(' ', NEW.venue_name, NEW.city,
      (SELECT c.name FROM categories c WHERE c.category_id = NEW.category_id))), 'B') ||
    setweight(to_tsvector('simple', NEW.description), 'C');
  RETURN NEW;
END $$;
CREATE TRIGGER events_search_words
BEFORE INSERT OR UPDATE OF title, description, category_id, venue_name, city ON events
FOR EACH ROW EXECUTE FUNCTION events_search_words();

CREATE INDEX events_search ON events USING gin (search);
CREATE INDEX events_soonest ON events (starts_at, event_id) WHERE status <> 'draft';
CREATE INDEX events_category ON events (category_id, starts_at, event_id) WHERE status <> 'draft';
CREATE INDEX events_city ON events (lower(city), starts_at, event_id) WHERE status <> 'draft';
CREATE INDEX events_manager ON events (manager_id, created_at DESC, event_id);

CREATE TABLE ticket_types (
  event_id        uuid NOT NULL,
  ticket_type_id  uuid NOT NULL,
  position        int NOT NULL,
  name            text NOT NULL,
  price           bigint NOT NULL,     -- minor units of the event's currency
  max_per_person  int,
  sales_starts_at timestamptz,
  sales_ends_at   timestamptz,
  PRIMARY KEY (event_id, ticket_type_id)
);

-- The safety net: whatever a grain believes, the database refuses to oversell.
CREATE TABLE stock (
  event_id       uuid NOT NULL,
  ticket_type_id uuid NOT NULL,
  capacity       int NOT NULL CHECK (capacity >= 0),
  held           int NOT NULL DEFAULT 0 CHECK (held >= 0),
  booked         int NOT NULL DEFAULT 0 CHECK (booked >= 0),
  sold           int NOT NULL DEFAULT 0 CHECK (sold >= 0),
  PRIMARY KEY (event_id, ticket_type_id),
  CONSTRAINT stock_never_oversold CHECK (held + booked + sold <= capacity)
) WITH (fillfactor = 50);

CREATE TABLE orders (
  order_id        uuid PRIMARY KEY,
  event_id        uuid NOT NULL,
  person_id       uuid NOT NULL,
  status          text NOT NULL,
  items           json NOT NULL,       -- [{"ticketTypeId", "name", "quantity", "price"}]
  total           bigint NOT NULL,
  currency        text NOT NULL,
  held_at         timestamptz NOT NULL,
  hold_expires_at timestamptz NOT NULL,
  turned_away     boolean NOT NULL DEFAULT false,
  changed_at      timestamptz NOT NULL
);
CREATE INDEX orders_person ON orders (person_id, held_at DESC);

CREATE TABLE tickets (
  ticket_id      uuid PRIMARY KEY,
  event_id       uuid NOT NULL,
  order_id       uuid NOT NULL,
  person_id      uuid NOT NULL,
  ticket_type_id uuid NOT NULL,
  code           text NOT NULL,
  status         text NOT NULL,
  price          bigint NOT NULL,
  currency       text NOT NULL,
  issued_at      timestamptz NOT NULL
);
CREATE UNIQUE INDEX tickets_code ON tickets (code);
CREATE INDEX tickets_order ON tickets (order_id);
CREATE INDEX tickets_person ON tickets (person_id, issued_at DESC, ticket_id);

-- For people at psql.
CREATE VIEW stock_by_event AS
SELECT e.title AS event, e.event_id, t.name AS ticket_type, s.capacity,
       s.capacity - s.held - s.booked - s.sold AS free, s.held, s.booked, s.sold,
       e.status, e.starts_at
FROM stock s
JOIN events e USING (event_id)
JOIN ticket_types t USING (event_id, ticket_type_id)
ORDER BY e.starts_at, e.title, t.position;

CREATE VIEW open_holds AS
SELECT e.title AS event, o.event_id, o.order_id, o.person_id, o.status,
       (SELECT string_agg((i ->> 'quantity') || ' × ' || (i ->> 'name'), ', ') FROM json_array_elements(o.items) i) AS places,
       o.total, o.currency, o.held_at, o.hold_expires_at
FROM orders o
JOIN events e USING (event_id)
WHERE o.status IN ('held', 'paying', 'issued')
ORDER BY o.hold_expires_at;

CREATE VIEW tickets_by_event AS
SELECT e.title AS event, k.event_id, t.name AS ticket_type, k.code, k.status, k.ticket_id, k.order_id, k.person_id,
       k.price, k.currency, k.issued_at
FROM tickets k
JOIN events e USING (event_id)
JOIN ticket_types t USING (event_id, ticket_type_id)
ORDER BY e.starts_at, e.title, t.position, k.issued_at;

-- A house without categories could not insert an event; admins keep them from here on.
INSERT INTO categories (category_id, name) VALUES
  ('0f5e0d1a-1000-4000-8000-000000000001', 'Concerts'),
  ('0f5e0d1a-1000-4000-8000-000000000002', 'Theatre'),
  ('0f5e0d1a-1000-4000-8000-000000000003', 'Clubs'),
  ('0f5e0d1a-1000-4000-8000-000000000004', 'Sport'),
  ('0f5e0d1a-1000-4000-8000-000000000005', 'Food'),
  ('0f5e0d1a-1000-4000-8000-000000000006', 'Family'),
  ('0f5e0d1a-1000-4000-8000-000000000007', 'Talks'),
  ('0f5e0d1a-1000-4000-8000-000000000008', 'Comedy');
