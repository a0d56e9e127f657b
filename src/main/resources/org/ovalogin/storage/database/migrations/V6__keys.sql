-- As V1: the same text for SQLite and PostgreSQL, and what is said at its head.

alter table vault_key add column used_since bigint not null default 0; -- the latest is the one in use; 0: the first
alter table vault_key add column retired_at bigint; -- nothing is sealed under it any more
