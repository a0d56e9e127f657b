-- As V1: the same text for SQLite and PostgreSQL, and what is said at its head. ${unlogged} is a second word that differs.

-- Budgets of failures; used with PostgreSQL only, where a crash empties the table.
create ${unlogged} table budget (
    budget_key varchar(64) not null primary key,
    state      bytea, -- Bucket4j's
    changed_at bigint      not null default 0,
    full_at    bigint      not null default 0 -- from then on nothing is lost by forgetting it
);
