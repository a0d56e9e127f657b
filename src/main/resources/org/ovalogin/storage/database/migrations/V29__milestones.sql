-- As V1: the same text for SQLite and PostgreSQL, and what is said at its head.

-- What an installation has reached, once and for good: its first call, its first e-mail, its first backup.
create table milestone (
    name       varchar(32) not null primary key,
    reached_at bigint      not null
);

-- An installation that has been in use had its first call long ago.
insert into milestone (name, reached_at)
    select 'FIRST_CALL', min(at) from event where name = 'SIGN_IN' having count(*) > 0;
