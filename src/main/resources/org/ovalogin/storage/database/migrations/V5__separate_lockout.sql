-- As V1: the same text for SQLite and PostgreSQL, and what is said at its head.

alter table mailbox_policy add column separate_trusted_lockout integer not null default 0;

-- The count of the own, trusted phone. Null as long as it is the same as that of all other calls, which the columns without
-- `trusted_` keep: then a server of the release before, which knows only those, counts for both.
alter table mailbox add column trusted_failures integer;
alter table mailbox add column trusted_streak bigint;
alter table mailbox add column trusted_charges integer;
alter table mailbox add column trusted_reset_in_streak integer;
alter table mailbox add column trusted_reset_owed bigint;
alter table mailbox add column trusted_lock_reason varchar(16);
alter table mailbox add column trusted_lock_since bigint;
alter table mailbox add column trusted_lock_told integer;

create index mailbox_owed_trusted on mailbox (mailbox_guid) where trusted_reset_owed is not null or trusted_lock_told = 0;
