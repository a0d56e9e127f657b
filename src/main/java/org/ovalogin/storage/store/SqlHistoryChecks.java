package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.store.HistoryChecks;
import org.ovalogin.storage.database.Exclusion;

/// Comparisons with former PINs that accounts asked for. For one thread.
final class SqlHistoryChecks implements HistoryChecks {
    private final Exclusion exclusion;
    private final Instant now;

    SqlHistoryChecks(Exclusion exclusion, Instant now) {
        this.exclusion = exclusion;
        this.now = now;
    }

    @Override
    public Optional<Long> charge(UUID mailbox, String account, Instant since, int most) {
        if (made("mailbox_guid", mailbox.toString(), since) >= most
                || made("account", account, since) >= most) return Optional.empty();
        return Optional.of(
                exclusion
                        .handle()
                        .createQuery(
                                "insert into history_check (mailbox_guid, account, at) values (:mailbox, :account, :now) returning check_number")
                        .bind("mailbox", mailbox.toString())
                        .bind("account", account)
                        .bind("now", now.toEpochMilli())
                        .mapTo(Long.class)
                        .one());
    }

    private int made(String column, String value, Instant since) {
        return exclusion
                .handle()
                .createQuery(
                        "select count(*) from history_check where "
                                + column
                                + " = :value and at >= :since")
                .bind("value", value)
                .bind("since", since.toEpochMilli())
                .mapTo(Integer.class)
                .one();
    }

    @Override
    public void refund(long number) {
        exclusion
                .handle()
                .createUpdate("delete from history_check where check_number = :number")
                .bind("number", number)
                .execute();
    }
}
