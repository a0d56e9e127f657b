-- As V1: the same text for SQLite and PostgreSQL, and what is said at its head.

-- A sound file of Asterisk's, without its ending; null: none. A server of the release before says nothing of self-service.
alter table dial_plan add column self_service_hint varchar(80);
