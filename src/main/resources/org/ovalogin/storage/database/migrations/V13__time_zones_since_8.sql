-- As V1: the same text for SQLite and PostgreSQL, and what is said at its head.

-- IANA names; null: the dial plan's, and then the server's.
alter table mailbox add column time_zone varchar(64);
alter table dial_plan add column default_time_zone varchar(64);

-- Keys of addresses are in ASCII. Those of international domains are searched for as they are typed too, in lower case; else null.
alter table mailbox add column address_typed_key varchar(320);
alter table alias add column alias_typed_key varchar(320);
