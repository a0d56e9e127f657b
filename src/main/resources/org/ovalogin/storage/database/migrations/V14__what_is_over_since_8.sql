-- As V1: the same text for SQLite and PostgreSQL, and what is said at its head.

-- Letters that are done with are looked for all day.
create index outbox_over on outbox (created_at) where delivered_at is not null or void = 1;

-- What web sessions keep to be shown once, which is wiped where nobody comes to look.
create index web_session_shown on web_session (shown_once_until) where shown_once_until is not null;
