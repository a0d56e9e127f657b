-- As V1: the same text for SQLite and PostgreSQL, and what is said at its head.

-- How often administrators have changed an object, and who did last. No row: never since these are counted. A server of the release
-- before does not count what is changed there.
create table revision (
    subject    varchar(100) not null primary key, -- as in `policy GUID`
    version    bigint       not null,
    revised_by varchar(200) not null,
    revised_at bigint       not null
);

-- What a page shows once, sealed, on its way over a redirection.
alter table web_session add column shown_once_sealed text;
alter table web_session add column shown_once_until bigint;
