-- As V1, for SQLite alone; the folder postgresql has the same step. The tables whose names begin with "search_" are made from the
-- mailboxes, so backups and moves leave them out. A step that builds "mailbox" anew has to make the triggers on it again.

-- What a mailbox is found by, as Folding makes it.
create table search_text (
    search_id    integer  not null primary key,
    mailbox_guid char(36) not null unique references mailbox on delete cascade,
    name         text     not null, -- the display name
    folded       text     not null  -- all fields
);
create index search_text_name on search_text (name);

-- Mailboxes whose row in search_text is missing or out of date, whoever wrote them.
create table search_due (
    mailbox_guid char(36) not null primary key references mailbox on delete cascade
);

create virtual table search_trigram using fts5(folded, content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1');

create trigger search_text_added after insert on search_text begin
    insert into search_trigram (rowid, folded) values (new.search_id, new.folded);
end;

create trigger search_text_changed after update of folded on search_text when new.folded <> old.folded begin
    delete from search_trigram where rowid = old.search_id;
    insert into search_trigram (rowid, folded) values (new.search_id, new.folded);
end;

create trigger search_text_removed after delete on search_text begin
    delete from search_trigram where rowid = old.search_id;
end;

-- Extensions and aliases change together with one of these columns only.
create trigger search_mailbox_added after insert on mailbox begin
    insert or ignore into search_due values (new.mailbox_guid);
end;

create trigger search_mailbox_changed after update of address, display_name, primary_extension on mailbox begin
    insert or ignore into search_due values (new.mailbox_guid);
end;

insert into search_due select mailbox_guid from mailbox;
