-- The door: when and where a ticket was used, and links that open one event's door.

ALTER TABLE tickets ADD COLUMN used_at timestamptz, ADD COLUMN used_gate text;
CREATE INDEX tickets_used ON tickets (event_id, used_at DESC) WHERE status = 'used';

CREATE TABLE door_links (
  link_id     uuid PRIMARY KEY,
  event_id    uuid NOT NULL,
  name        text NOT NULL,
  secret_hash text COLLATE "C" NOT NULL UNIQUE,   -- SHA-256, hexadecimal; the secret itself is in the link only
  made_by     uuid NOT NULL,
  made_at     timestamptz NOT NULL,
  revoked_at  timestamptz
);
CREATE INDEX door_links_of_event ON door_links (event_id, made_at DESC);
