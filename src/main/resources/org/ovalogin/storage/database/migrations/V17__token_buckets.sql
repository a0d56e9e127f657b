-- As V1: the same text for SQLite and PostgreSQL, and what is said at its head. ${unlogged} is a second word that differs.

-- Budgets of failures; used with PostgreSQL only, where a crash empties the table. Releases before this one count in the table `budget`
-- of V4 and would let a guesser spend both, so none starts beside it; `budget` stays for those that still run.
create ${unlogged} table token_bucket (
    bucket_key varchar(64) not null primary key,
    step       bigint      not null, -- microseconds that a token takes to come back
    span       bigint      not null, -- microseconds that an empty bucket takes to fill
    full_at    bigint      not null  -- microseconds since 1970; from then on nothing is lost by forgetting the row
);
