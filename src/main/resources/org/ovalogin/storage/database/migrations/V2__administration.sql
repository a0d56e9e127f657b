-- As V1: the same text for SQLite and PostgreSQL, and what is said at its head.

-- Lists of mailboxes come in the order of the primary extension, a page at a time.
alter table mailbox add column primary_extension varchar(20) not null default '';
-- In lower case. Filled by the next step: a database's own lower() may know ASCII only.
alter table mailbox add column display_name_key varchar(256) not null default '';

update mailbox set primary_extension = coalesce(
    (select e.digits from extension e where e.mailbox_guid = mailbox.mailbox_guid and e.position = 0), '');

create index mailbox_in_order on mailbox (dial_plan, primary_extension);
create index mailbox_of_policy on mailbox (policy_guid, dial_plan, primary_extension);
create index mailbox_named on mailbox (display_name_key);
create index extension_anywhere on extension (digits);

create table alias (
    alias_key    varchar(320) not null primary key, -- the alias in lower case
    alias        varchar(320) not null,
    mailbox_guid char(36)     not null references mailbox on delete cascade,
    position     integer      not null
);

create index alias_of_mailbox on alias (mailbox_guid, position);

alter table event add column subject varchar(320) not null default '';

drop index event_by_the_minute;
create unique index event_by_the_minute
    on event (minute, name, result, dial_plan, mailbox_guid, subject, by_whom, from_where);

create index outbox_failed on outbox (mailbox_guid) where failed_at is not null;

-- Files of letters whose mailbox is gone.
create table left_file (
    file            varchar(200) not null primary key,
    deletable_after bigint       not null -- until then it may still be being written
);

create table account (
    account_guid       char(36)    not null primary key,
    account_name       varchar(64) not null,
    account_key        varchar(64) not null unique, -- the name in lower case
    account_role       varchar(16) not null,
    account_address    varchar(320),
    own_mailbox        char(36) references mailbox on delete set null,
    enabled            integer     not null,
    password_sealed    text        not null,
    account_created_at bigint      not null,
    last_sign_in       bigint
);

create index account_of_mailbox on account (own_mailbox);

create table token (
    token_id         char(36)     not null primary key,
    token_name       varchar(200) not null,
    account_guid     char(36)     not null references account on delete cascade,
    token_role       varchar(16)  not null,
    token_hash       char(64)     not null unique,
    token_created_at bigint       not null,
    token_expires_at bigint       not null,
    token_last_used  bigint
);

create index token_of_account on token (account_guid);

create table web_session (
    session_hash char(64) not null primary key,
    account_guid char(36) not null references account on delete cascade,
    begun_at     bigint   not null,
    last_seen    bigint   not null,
    ends_at      bigint   not null
);

create index web_session_of_account on web_session (account_guid);
create index web_session_over on web_session (ends_at);

create table sign_in_delay (
    delay_key    varchar(400) not null primary key,
    failures     integer      not null,
    last_failure bigint       not null,
    not_before   bigint       not null
);

create index sign_in_delay_over on sign_in_delay (not_before);

create table reset_link (
    link_hash    char(64) not null primary key,
    mailbox_guid char(36) not null references mailbox on delete cascade,
    pin_version  bigint   not null,
    created_at   bigint   not null,
    expires_at   bigint   not null,
    used         integer  not null
);

create index reset_link_of_mailbox on reset_link (mailbox_guid, created_at);
create index reset_link_age on reset_link (created_at);

create table history_check (
    check_number ${counting}  not null primary key, -- a number that the database counts up
    mailbox_guid char(36)     not null, -- outlives it: what its account has asked for still counts
    account      varchar(200) not null,
    at           bigint       not null
);

create index history_check_of_mailbox on history_check (mailbox_guid, at);
create index history_check_of_account on history_check (account, at);
create index history_check_age on history_check (at);
