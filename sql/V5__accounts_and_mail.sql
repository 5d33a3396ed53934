-- Accounts, sessions, mailed links, mail, the record of admins' actions and followed categories.
-- An account moves from grain state into rows: its change, the end of its sessions, its mail and its record are one
-- transaction. Its grain stays the only writer.

CREATE TABLE users (
  user_id         uuid PRIMARY KEY,
  version         int NOT NULL,           -- a change names the version it read, and wins only if that still stands
  email           text,                   -- as typed; null once the account was deleted, like the rest of the person
  name            text,
  password_hash   text,                   -- null: no password yet (invited), or deleted
  office          text NOT NULL CHECK (office IN ('user', 'manager', 'admin')),
  active          boolean NOT NULL,       -- whether the office counts; a deactivated manager is a user
  invited_to      text CHECK (invited_to IN ('manager', 'admin')),  -- an office that waits for its invitation to be followed
  office_since    timestamptz,            -- made, or invited
  email_confirmed boolean NOT NULL,
  new_email       text,                   -- asked for, and to be confirmed
  phone           text,                   -- confirmed, in E.164
  new_phone       text,
  totp_secret     bytea,                  -- the second factor, once switched on
  totp_pending    bytea,                  -- shown but not yet proven
  totp_step       bigint NOT NULL DEFAULT 0,  -- the last time step whose digits were used
  recovery_codes  text[] NOT NULL DEFAULT '{}',  -- SHA-256, hexadecimal; each is struck out when used
  created_at      timestamptz NOT NULL,
  deleted_at      timestamptz,
  CHECK ((deleted_at IS NULL) = (email IS NOT NULL AND name IS NOT NULL))
);
CREATE INDEX users_in_office ON users (coalesce(invited_to, office), created_at DESC, user_id) WHERE (office <> 'user' OR invited_to IS NOT NULL) AND deleted_at IS NULL;
CREATE INDEX users_phone ON users (phone) WHERE phone IS NOT NULL;
CREATE INDEX users_newest ON users (created_at DESC, user_id) WHERE deleted_at IS NULL;

-- What was kept as grain state so far. The two halves of a guid key are little-endian numbers.
INSERT INTO users (user_id, version, email, name, password_hash, office, active, email_confirmed, created_at, office_since)
SELECT
  encode(
    substr(int8send(key_n0), 5, 4) || substr(int8send(key_n0), 3, 2) || substr(int8send(key_n0), 1, 2) ||
    substr(int8send(key_n1), 8, 1) || substr(int8send(key_n1), 7, 1) || substr(int8send(key_n1), 6, 1) || substr(int8send(key_n1), 5, 1) ||
    substr(int8send(key_n1), 4, 1) || substr(int8send(key_n1), 3, 1) || substr(int8send(key_n1), 2, 1) || substr(int8send(key_n1), 1, 1),
    'hex')::uuid,
  1, state ->> 'Email', state ->> 'Name', state ->> 'PasswordHash',
  CASE state ->> 'Role' WHEN '1' THEN 'manager' WHEN '2' THEN 'admin' ELSE 'user' END,
  true, (state ->> 'EmailConfirmed')::boolean, (state ->> 'CreatedAt')::timestamptz,
  CASE WHEN state ->> 'Role' IN ('1', '2') THEN (state ->> 'CreatedAt')::timestamptz END
FROM (SELECT key_n0, key_n1, convert_from(payload, 'UTF8')::jsonb AS state FROM grain_state WHERE state_name = 'user' AND payload IS NOT NULL) saved
WHERE NOT (state ->> 'Withdrawn')::boolean;
DELETE FROM email_addresses a WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.user_id = a.user_id);
DELETE FROM grain_state WHERE state_name = 'user';

COMMENT ON TABLE email_addresses IS 'Who holds which address; written with its user.';

-- Sessions from before are not in the list below, so nobody could end them: everybody logs in once more.
DELETE FROM grain_state WHERE state_name = 'session';

-- A session itself is grain state; this is how an account finds its own.
CREATE TABLE sessions (
  session_key text COLLATE "C" PRIMARY KEY,  -- SHA-256 of the token
  session_id  uuid NOT NULL,                 -- what people call it by
  user_id     uuid NOT NULL,
  opened_at   timestamptz NOT NULL,
  seen_at     timestamptz NOT NULL,          -- to the hour
  expires_at  timestamptz NOT NULL,
  client      text NOT NULL,                 -- what the browser calls itself
  address     text NOT NULL,                 -- where from
  ended       boolean NOT NULL DEFAULT false -- its grain is still to be told; the row goes then
);
CREATE INDEX sessions_of_user ON sessions (user_id, opened_at DESC);
CREATE INDEX sessions_ended ON sessions (session_key) WHERE ended;
CREATE INDEX sessions_expiry ON sessions (expires_at);
CREATE INDEX sessions_idle ON sessions (seen_at);

-- Links that were mailed. Only the hash is kept; a link works once, and the row goes with it.
CREATE TABLE mailed_tokens (
  token_hash text COLLATE "C" PRIMARY KEY,   -- SHA-256, hexadecimal
  user_id    uuid NOT NULL,
  purpose    text NOT NULL CHECK (purpose IN ('confirm', 'reset', 'invitation', 'first-admin')),
  mail_id    uuid NOT NULL,                  -- the mail that carries it; one mail sent twice has two tokens
  value      text,                           -- what is confirmed, an address or a phone number; what an invitation promotes to
  expires_at timestamptz NOT NULL
);
CREATE INDEX mailed_tokens_of_user ON mailed_tokens (user_id, purpose);
CREATE INDEX mailed_tokens_expiry ON mailed_tokens (expires_at);

-- Mail that leaves. One row per (person, thing), written with the fact it tells. No secrets: links are made when it is sent.
CREATE TABLE outbox (
  mail_id    uuid PRIMARY KEY,
  person     text COLLATE "C" NOT NULL,      -- a user's id, or an address
  thing      text COLLATE "C" NOT NULL,
  user_id    uuid,                           -- whose address is looked up when it is sent, unless one is given
  address    text,
  channel    text NOT NULL DEFAULT 'mail' CHECK (channel IN ('mail', 'sms')),
  content    jsonb,                          -- {"$type": "password-reset", …}; null once it was forgotten
  state      text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'undelivered', 'dropped')),
  attempts   int NOT NULL DEFAULT 0,
  next_at    timestamptz,                    -- when it is tried (again), or when the lease of who tries it ends
  lease      uuid,                           -- who is sending it now
  failure    text,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at   timestamptz,
  UNIQUE (person, thing)
);
CREATE INDEX outbox_due ON outbox (next_at) WHERE state = 'waiting';
CREATE INDEX outbox_undelivered ON outbox (created_at DESC, mail_id) WHERE state = 'undelivered';
CREATE INDEX outbox_old ON outbox (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX outbox_of_user ON outbox (user_id) WHERE user_id IS NOT NULL;

-- Who asked for a new password, or a new link, by an address we may not know: answered alike, and worked off afterwards.
CREATE TABLE link_requests (
  request_id uuid PRIMARY KEY,
  kind       text NOT NULL CHECK (kind IN ('reset', 'reset-by-sms')),
  recipient  text COLLATE "C" NOT NULL,      -- an address or a phone number, normalised
  asked_at   timestamptz NOT NULL,
  UNIQUE (kind, recipient)
);
CREATE INDEX link_requests_oldest ON link_requests (asked_at);

-- What admins did. Rows are only ever added.
CREATE TABLE admin_actions (
  action_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at         timestamptz NOT NULL,
  admin_id   uuid NOT NULL,
  action     text NOT NULL,                  -- 'manager-added', 'manager-deactivated', 'category-added' …
  subject_id uuid,                           -- the user, event, category, mail or order it was done to
  detail     text,                           -- never a person's data
  operation  text COLLATE "C",               -- the caller's own id of the request: one request, one row
  fingerprint text COLLATE "C",              -- of what was asked with it
  UNIQUE (admin_id, operation)
);
CREATE INDEX admin_actions_newest ON admin_actions (at DESC, action_id DESC);
CREATE INDEX admin_actions_of_admin ON admin_actions (admin_id, at DESC, action_id DESC);

CREATE FUNCTION admin_actions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'admin_actions is a record: rows are only ever added';
END $$;
CREATE TRIGGER admin_actions_stay BEFORE UPDATE OR DELETE ON admin_actions FOR EACH ROW EXECUTE FUNCTION admin_actions_stay();
CREATE TRIGGER admin_actions_stay_all BEFORE TRUNCATE ON admin_actions FOR EACH STATEMENT EXECUTE FUNCTION admin_actions_stay();

-- Favourite categories.
CREATE TABLE followers (
  category_id uuid NOT NULL,
  user_id     uuid NOT NULL,
  mails       boolean NOT NULL DEFAULT true,
  since       timestamptz NOT NULL,
  PRIMARY KEY (category_id, user_id)
);
CREATE INDEX followers_of_user ON followers (user_id, since);
