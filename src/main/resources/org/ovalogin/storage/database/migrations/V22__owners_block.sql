-- As V1: the same text for SQLite and PostgreSQL, and what is said at its head. A release before this one does not know the lock reason
-- OWNER, so none works beside it.

-- When the owner last allowed calls from elsewhere again, which is possible once in 24 hours; null: never.
alter table mailbox add column outside_allowed_at bigint;

-- The latest sign-ins of a mailbox, of each result.
create index event_of_sign_in on event (mailbox_guid, result, event_id) where name = 'SIGN_IN';
