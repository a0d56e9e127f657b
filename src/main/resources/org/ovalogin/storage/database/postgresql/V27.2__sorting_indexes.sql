-- As V1. The folder sqlite has the same step; only the index of last sign-ins differs.

-- Orders of the list of mailboxes. Dial plan and extension are unique. None of these names a column that every sign-in writes:
-- PostgreSQL then writes no index at all.
create index mailbox_by_name on mailbox (name_order, dial_plan, primary_extension);
create index mailbox_by_extension on mailbox (primary_extension, dial_plan);
create index mailbox_by_pin_age on mailbox (pin_set_at, dial_plan, primary_extension);

-- States of mailboxes. PINs are too old, or lapse, by policy.
create index mailbox_locked on mailbox (dial_plan, primary_extension) where lock_reason is not null or trusted_lock_reason is not null;
create index mailbox_disabled on mailbox (dial_plan, primary_extension) where subscriber_access = 0;
create index mailbox_unused on mailbox (dial_plan, primary_extension) where pin_signed_in = 0;
create index mailbox_to_change on mailbox (dial_plan, primary_extension) where pin_must_change = 1;
create index mailbox_pin_set on mailbox (policy_guid, pin_set_at);
create index mailbox_pin_given on mailbox (policy_guid, pin_set_at) where pin_by_owner = 0;
create index mailbox_lapsing on mailbox (pin_lapses_at) where pin_lapses_at is not null;
