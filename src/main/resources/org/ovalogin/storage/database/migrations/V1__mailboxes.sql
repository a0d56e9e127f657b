-- The same text serves SQLite and PostgreSQL: instants are milliseconds since 1970, truth values 0 and 1, GUIDs text.
-- ${counting} is the one word that differs.
-- Column names are unique across tables that are read together.

create table dial_plan (
    dial_plan          varchar(64) not null primary key,
    extension_digits   integer     not null,
    access_numbers     text        not null, -- separated by commas
    default_language   varchar(16) not null,
    logon_failures     integer     not null,
    input_failures     integer     not null,
    max_call_minutes   integer     not null,
    operator_extension varchar(40),
    voicemail_context  varchar(64) not null
);

create table mailbox_policy (
    policy_guid         char(36)    not null primary key,
    policy_name         varchar(64) not null,
    dial_plan           varchar(64) not null references dial_plan,
    min_pin_length      integer     not null,
    pin_lifetime_days   integer,               -- null: Unlimited, here and below
    pin_history_count   integer     not null,
    common_patterns     integer     not null,
    failures_before_reset integer,
    max_logon_attempts  integer     not null,
    policy_pinless      integer     not null,
    lockout_minutes     integer,
    expiry_warning_days integer     not null,
    temporary_pin_hours integer,
    min_pin_age_hours   integer     not null,
    reset_pin_text      varchar(512) not null,
    um_enabled_text     varchar(512) not null,
    unique (dial_plan, policy_name)
);

create table mailbox (
    mailbox_guid        char(36)     not null primary key,
    dial_plan           varchar(64)  not null references dial_plan,
    policy_guid         char(36)     not null references mailbox_policy,
    address             varchar(320) not null,
    address_key         varchar(320) not null unique, -- the address in lower case
    display_name        varchar(128) not null,
    owner_language      varchar(16),
    first_time_user     integer      not null,
    subscriber_access   integer      not null,
    mailbox_pinless     integer      not null,
    pin_sealed          text         not null,
    pin_version         bigint       not null,
    pin_by_owner        integer      not null,
    pin_set_at          bigint       not null,
    pin_must_change     integer      not null,
    pin_signed_in       integer      not null,
    failures            integer      not null,
    streak              bigint       not null,
    charges             integer      not null,
    reset_in_streak     integer      not null,
    reset_owed          bigint,
    lock_reason         varchar(16),
    lock_since          bigint,
    lock_told           integer,
    failed_since_logon  integer      not null,
    last_logon          bigint
);

create index mailbox_owed on mailbox (mailbox_guid) where reset_owed is not null or lock_told = 0;

create table extension (
    dial_plan    varchar(64) not null references dial_plan,
    digits       varchar(20) not null,
    mailbox_guid char(36)    not null references mailbox on delete cascade,
    position     integer     not null, -- 0: the primary one
    primary key (dial_plan, digits)
);

create index extension_of_mailbox on extension (mailbox_guid, position);

create table pin_history (
    mailbox_guid char(36) not null references mailbox on delete cascade,
    number       bigint   not null, -- counts up with every PIN
    sealed       text     not null,
    set_at       bigint   not null,
    primary key (mailbox_guid, number)
);

create table event (
    event_id     ${counting} not null primary key, -- a number that the database counts up
    at           bigint      not null,
    name         varchar(32) not null,
    result       varchar(32) not null,
    dial_plan    varchar(64) not null,
    mailbox_guid varchar(36) not null, -- empty: unknown
    by_whom      varchar(200) not null,
    from_where   varchar(200) not null,
    occurrences  integer     not null,
    minute       bigint -- of refusals that are counted by the minute; null: a row of its own
);

create unique index event_by_the_minute
    on event (minute, name, result, dial_plan, mailbox_guid, by_whom, from_where);
create index event_of_mailbox on event (mailbox_guid, event_id);
create index event_at on event (at);

create table outbox (
    notice_id     char(36)     not null primary key,
    mailbox_guid  char(36)     not null references mailbox on delete cascade,
    kind          varchar(32)  not null,
    recipient     varchar(320) not null,
    created_at    bigint       not null,
    by_whom       varchar(200) not null,
    failures      integer      not null,
    with_pin      integer      not null,
    pin_sealed    text, -- wiped once delivered or void
    pin_version   bigint       not null,
    void          integer      not null,
    claimed_until bigint       not null,
    delivered_at  bigint,
    file          varchar(200), -- where it lies or may come to lie, until it is deleted
    failed_at     bigint, -- given up; void then, like one whose PIN was replaced
    failure       varchar(32) -- why, in a word and a reply code
);

create index outbox_waiting on outbox (created_at) where delivered_at is null and void = 0;
create index outbox_of_mailbox on outbox (mailbox_guid);
create index outbox_files on outbox (file) where file is not null;

create table session (
    token_hash   char(64)     not null primary key,
    bound_to     varchar(400) not null,
    mailbox_guid char(36)     not null references mailbox on delete cascade,
    level        varchar(16)  not null,
    pin_version  bigint       not null,
    call_ends    bigint       not null,
    used         integer      not null,
    refusals     integer      not null
);

create index session_over on session (call_ends);

create table vault_key (
    key_id      varchar(64) not null primary key,
    check_value varchar(64) not null
);
