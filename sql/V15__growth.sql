-- What a catalogue of a million events asks of its indexes.

-- The list begins with what has not ended. An event may last thirty days, so its index is read from thirty days ago: with the end in it,
-- the thousands that began since and are over are passed without looking at a single row of them.
DROP INDEX events_soonest, events_category, events_city;
CREATE INDEX events_soonest ON events (starts_at, event_id, ends_at) WHERE status <> 'draft';
CREATE INDEX events_category ON events (category_id, starts_at, event_id, ends_at) WHERE status <> 'draft';
CREATE INDEX events_city ON events (lower(city), starts_at, event_id, ends_at) WHERE status <> 'draft';
