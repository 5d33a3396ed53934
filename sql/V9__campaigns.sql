-- Mails to many, figures over time, searching people, and events that were withdrawn.

-- One row for what many are told: written in the same statement as the fact it tells, and expanded page by page into the outbox.
-- A page and how far it came are one transaction, and the row is locked for as long: whoever dies in the middle has written nothing.
CREATE TABLE campaigns (
  campaign_id uuid PRIMARY KEY,
  kind        text NOT NULL,             -- 'new-event', 'event-changed', 'event-tomorrow', 'to-attendees' …
  event_id    uuid NOT NULL,
  audience    text NOT NULL CHECK (audience IN ('followers', 'holders', 'attendees', 'bookers')),
  category_id uuid,                      -- whose followers
  thing       text COLLATE "C" NOT NULL, -- what each person is told once; the outbox has it as its own
  content     jsonb NOT NULL,            -- what lies in each person's row: ids, never the words of a letter
  subject     text,                      -- for 'to-attendees': what their manager wrote
  body        text,
  asked_by    uuid,
  fingerprint text COLLATE "C",
  after_id    uuid,                      -- how far it is: the last follower, or the last order
  people      int NOT NULL DEFAULT 0,    -- rows in the outbox so far
  created_at  timestamptz NOT NULL,
  next_at     timestamptz,               -- null once everybody has their row
  finished_at timestamptz
);
CREATE UNIQUE INDEX campaigns_thing ON campaigns (thing);
CREATE INDEX campaigns_due ON campaigns (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX campaigns_event ON campaigns (event_id, created_at DESC);

-- Mail to many has a queue of its own, so that a receipt never waits behind a hundred thousand of them.
ALTER TABLE outbox DROP CONSTRAINT outbox_channel_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_channel_check CHECK (channel IN ('mail', 'sms', 'bulk'));
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (channel, next_at) WHERE state = 'waiting';

-- What signs the links that end mails. It opens nothing but that, and needs no row for each mail.
CREATE TABLE signing_keys (
  name     text COLLATE "C" PRIMARY KEY,
  key      bytea NOT NULL,
  made_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO signing_keys (name, key) VALUES ('unsubscribe', sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

-- Tickets as they were sold, hour by hour, so that a chart reads some rows and not every ticket.
CREATE TABLE sales_by_hour (
  event_id       uuid NOT NULL,
  hour           timestamptz NOT NULL,
  ticket_type_id uuid NOT NULL,
  sold           int NOT NULL,
  PRIMARY KEY (event_id, hour, ticket_type_id)
);
INSERT INTO sales_by_hour (event_id, hour, ticket_type_id, sold)
SELECT event_id, date_trunc('hour', issued_at, 'UTC'), ticket_type_id, count(*) FROM tickets GROUP BY 1, 2, 3;

-- People by the words of their name and the parts of their address.
CREATE FUNCTION person_words(name text, email text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN to_tsvector('simple', translate(concat_ws(' ', name, email), '@._+-', '     '));
END $$;
CREATE INDEX users_words ON users USING gin (person_words(name, email)) WHERE deleted_at IS NULL;

-- Withdrawn: off sale and out of the catalogue, for as long as the time stands here.
ALTER TABLE events ADD COLUMN withdrawn_at timestamptz, ADD COLUMN withdrawn_reason text;
CREATE INDEX events_newest ON events (created_at DESC, event_id);
