-- As V1. The folder postgresql has the same step; only the order of texts differs. A server of the release before does not fill the
-- column, so none works beside it.

-- The display name as Folding sorts it; the next step fills it, and the one after makes its index.
alter table mailbox add column name_order text not null default '';
