-- People. Accounts and sessions themselves are grain state (grain_state, state names "user" and "session"); here stand the
-- things that have to be unique or shared.

CREATE TABLE email_addresses (
  address     text COLLATE "C" PRIMARY KEY,   -- as compared: trimmed, compatibility forms and case folded
  user_id     uuid NOT NULL,
  reserved_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

COMMENT ON TABLE email_addresses IS 'Who holds which address. A row is written before its user is saved; one whose user was never saved is taken over.';

CREATE TABLE key_ring (
  name     text COLLATE "C" PRIMARY KEY,
  xml      text NOT NULL,
  added_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

COMMENT ON TABLE key_ring IS 'The keys with which the web protects cookies and forms, as plain XML: whoever reads this table can forge both.';
