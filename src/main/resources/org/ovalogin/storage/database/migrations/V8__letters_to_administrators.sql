-- As V1: the same text for SQLite and PostgreSQL, and what is said at its head.

-- Some letters are to administrators who have no mailbox. SQLite lets a column be empty only in a new table; renamed first, since that
-- keeps out whoever else writes to it.
alter table outbox rename to outbox_before;

create table outbox (
    notice_id        char(36)     not null primary key,
    mailbox_guid     char(36) references mailbox on delete cascade,
    kind             varchar(32)  not null,
    recipient        varchar(320) not null,
    created_at       bigint       not null,
    by_whom          varchar(200) not null,
    failures         integer      not null,
    with_pin         integer      not null,
    pin_sealed       text, -- wiped once delivered or void
    pin_version      bigint       not null,
    void             integer      not null,
    claimed_until    bigint       not null,
    delivered_at     bigint,
    file             varchar(200), -- where it lies or may come to lie, until it is deleted
    failed_at        bigint, -- given up; void then, like one whose PIN was replaced
    failure          varchar(32), -- why, in a word and a reply code
    to_administrator varchar(64), -- the account's name, where there is no mailbox
    letter_language  varchar(16) -- likewise
);

insert into outbox select notice_id, mailbox_guid, kind, recipient, created_at, by_whom, failures, with_pin, pin_sealed, pin_version,
    void, claimed_until, delivered_at, file, failed_at, failure, null, null from outbox_before;

drop table outbox_before;

create index outbox_waiting on outbox (created_at) where delivered_at is null and void = 0;
create index outbox_of_mailbox on outbox (mailbox_guid);
create index outbox_files on outbox (file) where file is not null;
create index outbox_failed on outbox (mailbox_guid) where failed_at is not null;
