-- As V1, for PostgreSQL alone; the folder sqlite has the same step. A server of the release before can't read a mailbox without an
-- address, so none starts beside this one.

alter table mailbox alter column address drop not null;
alter table mailbox alter column address_key drop not null;
alter table mailbox drop constraint mailbox_address_key_key;
alter table mailbox add column address_shared integer not null default 0; -- other mailboxes may have the same address
alter table mailbox add column notify_addresses text not null default ''; -- a line each
alter table mailbox add column pin_to_notify integer not null default 0;
-- When the PIN was reset without a letter, of which the owner has not heard yet.
alter table mailbox add column untold_reset bigint;

create unique index mailbox_own_address on mailbox (address_key) where address_shared = 0;
create index mailbox_address on mailbox (address_key);

-- Letters with links, which are counted by their address.
create index outbox_links on outbox (created_at) where kind = 'RESET_LINK';
