-- As V1: the same text for SQLite and PostgreSQL, and what is said at its head. A release before this one takes extensions of one length
-- alone, so none works beside it.

-- null: as many as extension_digits.
alter table dial_plan add column min_extension_digits integer;
-- null: 3 s where lengths differ, 5 s where not.
alter table dial_plan add column extension_pause_seconds integer;
