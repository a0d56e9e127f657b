-- As V1: the same text for SQLite and PostgreSQL, and what is said at its head. A release before this one would let a PIN that opens from
-- the own phone only open from everywhere, so none works beside it.

-- null: TemporaryPINLifetime from pin_set_at on.
alter table mailbox add column pin_lapses_at bigint;
-- 1: opens from the own, trusted phone only.
alter table mailbox add column pin_own_phone integer not null default 0;

-- Mailboxes that were boxes of another voice mail, with a digest of each name as it was there when it was imported last.
create table moved_box (
    mailbox_guid char(36)     not null primary key references mailbox on delete cascade,
    source       varchar(400) not null,
    moved_at     bigint       not null
);

-- PINs that an import has hashed for mailboxes to be; empty once they are live.
create table staged_pin (
    mailbox_guid char(36)    not null primary key, -- of the mailbox to be
    dial_plan    varchar(64) not null,
    digits       varchar(20) not null,
    sealed       text        not null,
    staged_at    bigint      not null,
    unique (dial_plan, digits)
);

-- Letters of imports wait by the thousand, for their time and for mail.rate; the others are looked for past them.
create index outbox_welcomes on outbox (claimed_until) where delivered_at is null and void = 0 and kind in ('MOVED_IN', 'WELCOME_DUE');
create index outbox_others on outbox (created_at) where delivered_at is null and void = 0 and kind not in ('MOVED_IN', 'WELCOME_DUE');

create index staged_pin_age on staged_pin (staged_at);
