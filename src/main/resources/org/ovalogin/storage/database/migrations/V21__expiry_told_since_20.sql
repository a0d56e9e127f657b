-- As V1: the same text for SQLite and PostgreSQL, and what is said at its head.

-- When the owner last heard on the phone that the present PIN expires soon; null: not yet.
alter table mailbox add column pin_expiry_told bigint;
