-- What Orleans keeps in PostgreSQL: the state of grains, the list of silos, and reminders.
--
-- The ADO.NET providers of Orleans bring no SQL. They read these statements once, when a silo starts, from
-- orleansquery, by the names below; they fix the names of the parameters (@...) and of the answered columns, and leave
-- everything else to us. So: tables named for people, a primary key on every one of them, one statement per operation
-- and no stored functions. A silo sees a changed statement only after its next start.
--
-- Text keys compare byte by byte (COLLATE "C"): quicker, and an upgrade of the machine's locale cannot bend the index.

CREATE TABLE orleansquery (
    querykey  text PRIMARY KEY,
    querytext text NOT NULL
);

COMMENT ON TABLE orleansquery IS 'Statements that Orleans runs. Whoever can write here decides what every silo executes.';


-- The state of grains --------------------------------------------------------------------------------------------------

CREATE TABLE grain_state (
    service_id text COLLATE "C" NOT NULL,
    state_name text COLLATE "C" NOT NULL,
    key_text   text COLLATE "C" NOT NULL,
    key_n0     bigint NOT NULL,
    key_n1     bigint NOT NULL,
    payload    bytea,
    version    int NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (service_id, state_name, key_text, key_n0, key_n1)
);

COMMENT ON TABLE grain_state IS 'One row per grain and state: the primary key is what makes two first writes of one grain impossible.';
COMMENT ON COLUMN grain_state.state_name IS 'The name in [PersistentState], not the grain''s class: it has to be unique per class.';
COMMENT ON COLUMN grain_state.key_text IS 'String key, or the extension of a compound key; empty for a plain guid or integer key.';
COMMENT ON COLUMN grain_state.key_n0 IS 'With key_n1 the two halves of a guid key; an integer key stands in key_n1.';
COMMENT ON COLUMN grain_state.payload IS 'JSON in UTF-8; null once the state was cleared.';
COMMENT ON COLUMN grain_state.version IS 'The ETag: a write names the version it read and wins only if that still stands.';

CREATE VIEW grain_state_readable AS
SELECT state_name, key_text, key_n0, key_n1, version, changed_at, convert_from(payload, 'UTF8') AS state
FROM grain_state;

COMMENT ON VIEW grain_state_readable IS 'Grain state as text, for a person at psql.';

-- A write without a version is a first write: it inserts, and whoever comes second inserts nothing. A write with a
-- version updates that version only. No row in the answer tells the provider that somebody else was faster.
INSERT INTO orleansquery (querykey, querytext) VALUES ('WriteToStorageKey', $$
WITH created AS (
    INSERT INTO grain_state (service_id, state_name, key_text, key_n0, key_n1, payload, version)
    SELECT @ServiceId, @GrainTypeString, coalesce(@GrainIdExtensionString, ''), @GrainIdN0, @GrainIdN1, @PayloadBinary, 1
    WHERE CAST(@GrainStateVersion AS int) IS NULL
    ON CONFLICT DO NOTHING
    RETURNING version
), changed AS (
    UPDATE grain_state
    SET payload = @PayloadBinary, version = version + 1, changed_at = clock_timestamp()
    WHERE service_id = @ServiceId AND state_name = @GrainTypeString AND key_text = coalesce(@GrainIdExtensionString, '')
      AND key_n0 = @GrainIdN0 AND key_n1 = @GrainIdN1 AND version = CAST(@GrainStateVersion AS int)
    RETURNING version
)
SELECT version AS NewGrainStateVersion FROM created
UNION ALL
SELECT version FROM changed
$$);

INSERT INTO orleansquery (querykey, querytext) VALUES ('ReadFromStorageKey', $$
SELECT payload AS PayloadBinary, version AS Version
FROM grain_state
WHERE service_id = @ServiceId AND state_name = @GrainTypeString AND key_text = coalesce(@GrainIdExtensionString, '')
  AND key_n0 = @GrainIdN0 AND key_n1 = @GrainIdN1
$$);

INSERT INTO orleansquery (querykey, querytext) VALUES ('ClearStorageKey', $$
UPDATE grain_state
SET payload = NULL, version = version + 1, changed_at = clock_timestamp()
WHERE service_id = @ServiceId AND state_name = @GrainTypeString AND key_text = coalesce(@GrainIdExtensionString, '')
  AND key_n0 = @GrainIdN0 AND key_n1 = @GrainIdN1 AND version = CAST(@GrainStateVersion AS int)
RETURNING version AS NewGrainStateVersion
$$);

-- The row is gone; the provider only wants to see a number that differs from the version it named.
INSERT INTO orleansquery (querykey, querytext) VALUES ('DeleteStorageKey', $$
DELETE FROM grain_state
WHERE service_id = @ServiceId AND state_name = @GrainTypeString AND key_text = coalesce(@GrainIdExtensionString, '')
  AND key_n0 = @GrainIdN0 AND key_n1 = @GrainIdN1 AND version = CAST(@GrainStateVersion AS int)
RETURNING version + 1 AS NewGrainStateVersion
$$);


-- The list of silos ----------------------------------------------------------------------------------------------------

CREATE TABLE cluster (
    cluster_id text COLLATE "C" PRIMARY KEY,
    version    int NOT NULL DEFAULT 0,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

COMMENT ON TABLE cluster IS 'The version of the list of silos. It grows with each change of the list, in the same statement.';

CREATE TABLE cluster_silo (
    cluster_id    text COLLATE "C" NOT NULL REFERENCES cluster,
    address       text COLLATE "C" NOT NULL,
    port          int NOT NULL,
    generation    int NOT NULL,
    silo_name     text NOT NULL,
    host_name     text NOT NULL,
    status        int NOT NULL,
    gateway_port  int,
    suspect_times text,
    started_at    timestamptz NOT NULL,
    alive_at      timestamptz NOT NULL,
    PRIMARY KEY (cluster_id, address, port, generation)
);

COMMENT ON TABLE cluster_silo IS 'One row per start of a silo; silos that have left stay a while, with status 6.';
COMMENT ON COLUMN cluster_silo.generation IS 'Tells the starts of a silo at one address and port apart.';
COMMENT ON COLUMN cluster_silo.status IS '1 created, 2 joining, 3 active, 4 shutting down, 5 stopping, 6 dead';
COMMENT ON COLUMN cluster_silo.alive_at IS 'When the silo last said that it lives, by its own clock.';

INSERT INTO orleansquery (querykey, querytext) VALUES ('InsertMembershipVersionKey', $$
WITH made AS (
    INSERT INTO cluster (cluster_id) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1
)
SELECT count(*)::int FROM made
$$);

-- The list's version and the silo's row change together or not at all: two silos that read the same version cannot both
-- change the list, and nobody ever sees half a change.
INSERT INTO orleansquery (querykey, querytext) VALUES ('InsertMembershipKey', $$
WITH bumped AS (
    UPDATE cluster SET version = version + 1, changed_at = clock_timestamp()
    WHERE cluster_id = @DeploymentId AND version = @Version
      AND NOT EXISTS (SELECT 1 FROM cluster_silo
                      WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
    RETURNING 1
), added AS (
    INSERT INTO cluster_silo (cluster_id, address, port, generation, silo_name, host_name, status, gateway_port, started_at, alive_at)
    SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
    FROM bumped
    RETURNING 1
)
SELECT count(*)::int FROM added
$$);

INSERT INTO orleansquery (querykey, querytext) VALUES ('UpdateMembershipKey', $$
WITH bumped AS (
    UPDATE cluster SET version = version + 1, changed_at = clock_timestamp()
    WHERE cluster_id = @DeploymentId AND version = @Version
      AND EXISTS (SELECT 1 FROM cluster_silo
                  WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
    RETURNING 1
), changed AS (
    UPDATE cluster_silo SET status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime
    FROM bumped
    WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
    RETURNING 1
)
SELECT count(*)::int FROM changed
$$);

INSERT INTO orleansquery (querykey, querytext) VALUES ('UpdateIAmAlivetimeKey', $$
UPDATE cluster_silo SET alive_at = @IAmAliveTime
WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$$);

-- Both reads answer at least one row for a known cluster: the version is wanted even when no silo matches.
INSERT INTO orleansquery (querykey, querytext) VALUES ('MembershipReadRowKey', $$
SELECT c.cluster_id AS DeploymentId, s.address AS Address, s.port AS Port, s.generation AS Generation, s.silo_name AS SiloName,
       s.host_name AS HostName, s.status AS Status, s.gateway_port AS ProxyPort, s.suspect_times AS SuspectTimes,
       s.started_at AS StartTime, s.alive_at AS IAmAliveTime, c.version AS Version
FROM cluster c
LEFT JOIN cluster_silo s ON s.cluster_id = c.cluster_id AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
WHERE c.cluster_id = @DeploymentId
$$);

INSERT INTO orleansquery (querykey, querytext) VALUES ('MembershipReadAllKey', $$
SELECT c.cluster_id AS DeploymentId, s.address AS Address, s.port AS Port, s.generation AS Generation, s.silo_name AS SiloName,
       s.host_name AS HostName, s.status AS Status, s.gateway_port AS ProxyPort, s.suspect_times AS SuspectTimes,
       s.started_at AS StartTime, s.alive_at AS IAmAliveTime, c.version AS Version
FROM cluster c
LEFT JOIN cluster_silo s ON s.cluster_id = c.cluster_id
WHERE c.cluster_id = @DeploymentId
$$);

INSERT INTO orleansquery (querykey, querytext) VALUES ('GatewaysQueryKey', $$
SELECT address AS Address, gateway_port AS ProxyPort, generation AS Generation
FROM cluster_silo
WHERE cluster_id = @DeploymentId AND status = @Status AND gateway_port > 0
$$);

INSERT INTO orleansquery (querykey, querytext) VALUES ('CleanupDefunctSiloEntriesKey', $$
DELETE FROM cluster_silo WHERE cluster_id = @DeploymentId AND alive_at < @IAmAliveTime AND status <> 3
$$);

INSERT INTO orleansquery (querykey, querytext) VALUES ('DeleteMembershipTableEntriesKey', $$
WITH gone AS (
    DELETE FROM cluster_silo WHERE cluster_id = @DeploymentId
)
DELETE FROM cluster WHERE cluster_id = @DeploymentId
$$);


-- Reminders ------------------------------------------------------------------------------------------------------------

CREATE TABLE grain_reminder (
    service_id    text COLLATE "C" NOT NULL,
    grain_id      text COLLATE "C" NOT NULL,
    reminder_name text COLLATE "C" NOT NULL,
    start_at      timestamptz NOT NULL,
    period_ms     bigint NOT NULL,
    grain_hash    int NOT NULL,
    version       int NOT NULL DEFAULT 0,
    PRIMARY KEY (service_id, grain_id, reminder_name)
);

COMMENT ON TABLE grain_reminder IS 'Wake-up calls that outlive a silo. They tick at a minute at best and may be missed.';

-- Each silo reads the range of hashes it is responsible for.
CREATE INDEX grain_reminder_by_hash ON grain_reminder (service_id, grain_hash);

INSERT INTO orleansquery (querykey, querytext) VALUES ('UpsertReminderRowKey', $$
INSERT INTO grain_reminder (service_id, grain_id, reminder_name, start_at, period_ms, grain_hash)
VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash)
ON CONFLICT (service_id, grain_id, reminder_name) DO UPDATE
SET start_at = excluded.start_at, period_ms = excluded.period_ms, grain_hash = excluded.grain_hash, version = grain_reminder.version + 1
RETURNING version AS Version
$$);

INSERT INTO orleansquery (querykey, querytext) VALUES ('ReadReminderRowsKey', $$
SELECT grain_id AS GrainId, reminder_name AS ReminderName, start_at AS StartTime, period_ms AS Period, version AS Version
FROM grain_reminder
WHERE service_id = @ServiceId AND grain_id = @GrainId
$$);

INSERT INTO orleansquery (querykey, querytext) VALUES ('ReadReminderRowKey', $$
SELECT grain_id AS GrainId, reminder_name AS ReminderName, start_at AS StartTime, period_ms AS Period, version AS Version
FROM grain_reminder
WHERE service_id = @ServiceId AND grain_id = @GrainId AND reminder_name = @ReminderName
$$);

INSERT INTO orleansquery (querykey, querytext) VALUES ('ReadRangeRows1Key', $$
SELECT grain_id AS GrainId, reminder_name AS ReminderName, start_at AS StartTime, period_ms AS Period, version AS Version
FROM grain_reminder
WHERE service_id = @ServiceId AND grain_hash > @BeginHash AND grain_hash <= @EndHash
$$);

-- A range that runs past the end of the ring and begins again at its start.
INSERT INTO orleansquery (querykey, querytext) VALUES ('ReadRangeRows2Key', $$
SELECT grain_id AS GrainId, reminder_name AS ReminderName, start_at AS StartTime, period_ms AS Period, version AS Version
FROM grain_reminder
WHERE service_id = @ServiceId AND (grain_hash > @BeginHash OR grain_hash <= @EndHash)
$$);

INSERT INTO orleansquery (querykey, querytext) VALUES ('DeleteReminderRowKey', $$
WITH gone AS (
    DELETE FROM grain_reminder
    WHERE service_id = @ServiceId AND grain_id = @GrainId AND reminder_name = @ReminderName AND version = @Version
    RETURNING 1
)
SELECT count(*)::int FROM gone
$$);

INSERT INTO orleansquery (querykey, querytext) VALUES ('DeleteReminderRowsKey', $$
DELETE FROM grain_reminder WHERE service_id = @ServiceId
$$);
