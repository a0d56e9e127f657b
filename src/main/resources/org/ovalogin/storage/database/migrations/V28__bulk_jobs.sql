-- As V1: the same text for SQLite and PostgreSQL, and what is said at its head. Older servers don't know the event BULK_JOB.

-- One change of many mailboxes. A preview becomes a job when its author confirms it.
create table bulk_job (
    job_id           char(36)     not null primary key,
    job_account      char(36)     not null,
    job_account_name varchar(80)  not null,
    job_manages      integer      not null, -- 1: begun with the right to manage
    job_from         varchar(200) not null,
    job_work         varchar(16)  not null,
    job_target       varchar(64)  not null, -- policy or language
    job_reason       varchar(200) not null,
    job_lifts_held   integer      not null,
    job_state        varchar(16)  not null,
    job_created_at   bigint       not null,
    job_started_at   bigint,
    job_ended_at     bigint
);

create unique index bulk_job_running on bulk_job (job_account) where job_state = 'RUNNING';
create index bulk_job_age on bulk_job (job_created_at);

-- The mailboxes of a job, as the preview found them. Decided in the transaction that changes the mailbox.
create table bulk_item (
    job_id       char(36)     not null references bulk_job on delete cascade,
    job_position integer      not null,
    mailbox_guid char(36)     not null, -- disabled ones stay listed
    item_name    varchar(128) not null,
    item_place   varchar(100) not null,
    item_version bigint       not null,
    item_outcome varchar(32)  not null,
    primary key (job_id, job_position),
    unique (job_id, mailbox_guid)
);

create index bulk_item_waiting on bulk_item (job_id, job_position) where item_outcome = 'WAITING';
