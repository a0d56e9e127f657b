-- As V1. The folder sqlite has the same step; only the first word of a text differs. Older servers can't write events beside this one.

-- Old and new value of each field that an administrator changed: field, old, new, separated by tabs, a line each. Never a secret.
alter table event add column changes text not null default '';

-- Only refusals are counted by the minute. Without all other events the index is small.
drop index event_by_the_minute;
create unique index event_by_the_minute
    on event (minute, name, result, dial_plan, mailbox_guid, subject, by_whom, from_where) where minute is not null;

-- One index for each filter; the newest events of a key are next to each other.
create index event_of_kind on event (name, result, event_id);
create index event_by_whom on event (lower(by_whom), event_id);
create index event_about on event (lower(subject), event_id) where subject <> '';
create index event_from_address on event ((split_part(from_where, ' ', 1)), event_id);
