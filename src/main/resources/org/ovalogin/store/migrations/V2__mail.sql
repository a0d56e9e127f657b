-- What became of a notice that could not be delivered. It is void then, like one whose PIN was replaced.

alter table outbox add column failed_at bigint;
alter table outbox add column failure varchar(32); -- why, in a word and a reply code
