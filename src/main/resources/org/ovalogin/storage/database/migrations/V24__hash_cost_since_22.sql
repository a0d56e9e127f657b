-- As V1: the same text for SQLite and PostgreSQL, and what is said at its head. A server of the release before does not know the table,
-- and hashes at its own cost.

-- The cost of new hashes, for all servers: no row or one.
create table hash_cost (
    row_number     integer not null primary key, -- 1
    memory_kib     integer not null,
    passes         integer not null,
    in_force_since bigint  not null
);
