-- As V1: the same text for SQLite and PostgreSQL, and what is said at its head.

-- Letters that were tried in vain and wait for another try. A table of its own, since the release before writes rows of outbox without
-- naming columns; one that it postpones has no row, or that of an earlier try.
create table delayed_letter (
    notice_id char(36)     not null primary key references outbox on delete cascade,
    first_try bigint       not null,
    last_try  bigint       not null,
    next_try  bigint       not null, -- what outbox.claimed_until was set to: nobody has it in hand while they are the same
    said      varchar(200) not null  -- why, in the mail server's words from before it knew the letter
);

create index delayed_letter_last on delayed_letter (last_try);
