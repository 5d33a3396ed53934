-- Words of the soonest events are looked up week by week, so that a search reads no more of a large catalogue than it shows.

-- The weeks of all events, counted from 1970 without a gap; they begin on Thursdays at midnight UTC, which nobody sees.
CREATE FUNCTION week_of(at timestamptz) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN floor(extract(epoch FROM at) / 604800)::int;

-- Each word with its week before it: '2967:jazz'. A word may be as long as a vector takes; cut, it has room for the week, and is longer still than anything
-- that is asked for. Names no table and no function of ours, so that a dump can be restored in any order.
CREATE FUNCTION words_of_week(words tsvector, at timestamptz) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  week text := floor(extract(epoch FROM at) / 604800)::int || ':';
BEGIN
  RETURN array_to_tsvector(ARRAY(SELECT week || left(word, 500) FROM unnest(tsvector_to_array(words)) word));
END $$;

-- What is asked, of one week. Words of a phrase are asked for wherever they stand: at least what the phrase would find, unless it is negated.
CREATE FUNCTION asked_of_week(asked tsquery, week int) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN regexp_replace(regexp_replace(asked::text, '<(-|\d+)>', '&', 'g'), '''((?:[^'']|'''')+)''', '''' || week || ':\1''', 'g')::tsquery;
END $$;

-- Without a list of what is still to be filed: every week that is looked up would read all of it.
CREATE INDEX events_search_by_week ON events USING gin (words_of_week(search, starts_at)) WITH (fastupdate = off) WHERE status <> 'draft';
ALTER INDEX events_search SET (fastupdate = off);
