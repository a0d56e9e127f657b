-- As V1, for SQLite alone, which takes neither a column's "not null" nor its "unique" away: the table is built anew. Others refer to it
-- by name; migrations run with foreign keys off, so dropping it deletes none of their rows. The folder postgresql has the same step.

create table mailbox_rebuilt (
    mailbox_guid            char(36)     not null primary key,
    dial_plan               varchar(64)  not null references dial_plan,
    policy_guid             char(36)     not null references mailbox_policy,
    address                 varchar(320), -- null: none
    address_key             varchar(320), -- the address in lower case
    address_shared          integer      not null default 0, -- other mailboxes may have the same address
    address_typed_key       varchar(320),
    notify_addresses        text         not null default '', -- a line each
    pin_to_notify           integer      not null default 0,
    display_name            varchar(128) not null,
    display_name_key        varchar(256) not null default '',
    owner_language          varchar(16),
    time_zone               varchar(64),
    primary_extension       varchar(20)  not null default '',
    first_time_user         integer      not null,
    subscriber_access       integer      not null,
    mailbox_pinless         integer      not null,
    pin_sealed              text         not null,
    pin_version             bigint       not null,
    pin_by_owner            integer      not null,
    pin_set_at              bigint       not null,
    pin_must_change         integer      not null,
    pin_signed_in           integer      not null,
    failures                integer      not null,
    streak                  bigint       not null,
    charges                 integer      not null,
    reset_in_streak         integer      not null,
    reset_owed              bigint,
    lock_reason             varchar(16),
    lock_since              bigint,
    lock_told               integer,
    trusted_failures        integer,
    trusted_streak          bigint,
    trusted_charges         integer,
    trusted_reset_in_streak integer,
    trusted_reset_owed      bigint,
    trusted_lock_reason     varchar(16),
    trusted_lock_since      bigint,
    trusted_lock_told       integer,
    failed_since_logon      integer      not null,
    last_logon              bigint,
    untold_reset            bigint -- when the PIN was reset without a letter, of which the owner has not heard yet
);

insert into mailbox_rebuilt (mailbox_guid, dial_plan, policy_guid, address, address_key, address_typed_key, display_name,
    display_name_key, owner_language, time_zone, primary_extension, first_time_user, subscriber_access, mailbox_pinless, pin_sealed,
    pin_version, pin_by_owner, pin_set_at, pin_must_change, pin_signed_in, failures, streak, charges, reset_in_streak, reset_owed,
    lock_reason, lock_since, lock_told, trusted_failures, trusted_streak, trusted_charges, trusted_reset_in_streak, trusted_reset_owed,
    trusted_lock_reason, trusted_lock_since, trusted_lock_told, failed_since_logon, last_logon)
select mailbox_guid, dial_plan, policy_guid, address, address_key, address_typed_key, display_name,
    display_name_key, owner_language, time_zone, primary_extension, first_time_user, subscriber_access, mailbox_pinless, pin_sealed,
    pin_version, pin_by_owner, pin_set_at, pin_must_change, pin_signed_in, failures, streak, charges, reset_in_streak, reset_owed,
    lock_reason, lock_since, lock_told, trusted_failures, trusted_streak, trusted_charges, trusted_reset_in_streak, trusted_reset_owed,
    trusted_lock_reason, trusted_lock_since, trusted_lock_told, failed_since_logon, last_logon
from mailbox;

drop table mailbox;
alter table mailbox_rebuilt rename to mailbox;

create unique index mailbox_own_address on mailbox (address_key) where address_shared = 0;
create index mailbox_address on mailbox (address_key);
create index mailbox_owed on mailbox (mailbox_guid) where reset_owed is not null or lock_told = 0;
create index mailbox_owed_trusted on mailbox (mailbox_guid) where trusted_reset_owed is not null or trusted_lock_told = 0;
create index mailbox_in_order on mailbox (dial_plan, primary_extension);
create index mailbox_of_policy on mailbox (policy_guid, dial_plan, primary_extension);
create index mailbox_named on mailbox (display_name_key);

-- Letters with links, which are counted by their address.
create index outbox_links on outbox (created_at) where kind = 'RESET_LINK';
