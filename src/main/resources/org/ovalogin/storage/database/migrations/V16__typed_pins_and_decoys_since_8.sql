-- As V1: the same text for SQLite and PostgreSQL, and what is said at its head.

-- 0: administrators can only have PINs generated (AllowTypedPIN). A server of the release before lets them type.
alter table mailbox_policy add column allow_typed_pin integer not null default 1;

-- What is written where an owner asks for a link and there is no such mailbox: rows as large as those of a link and its letter, which
-- nobody can use.
create table reset_link_decoy (
    link_hash    char(64) not null primary key,
    mailbox_guid char(36) not null,
    pin_version  bigint   not null,
    created_at   bigint   not null,
    expires_at   bigint   not null,
    used         integer  not null
);

create index reset_link_decoy_of_mailbox on reset_link_decoy (mailbox_guid, created_at);
create index reset_link_decoy_age on reset_link_decoy (created_at);

create table outbox_decoy (
    notice_id     char(36)     not null primary key,
    mailbox_guid  char(36)     not null,
    kind          varchar(32)  not null,
    recipient     varchar(320) not null,
    created_at    bigint       not null,
    by_whom       varchar(200) not null,
    pin_sealed    text,
    claimed_until bigint       not null,
    delivered_at  bigint,
    file          varchar(200)
);

create index outbox_decoy_waiting on outbox_decoy (created_at) where delivered_at is null;
create index outbox_decoy_of_mailbox on outbox_decoy (mailbox_guid);
create index outbox_decoy_files on outbox_decoy (file) where file is not null;
