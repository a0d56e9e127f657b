package org.ovalogin.storage.store;

import java.util.Optional;
import org.ovalogin.core.account.Delay;
import org.ovalogin.core.account.DelayChanges;
import org.ovalogin.storage.database.Exclusion;

/// Delays of administrators' sign-ins. [Sweep] deletes those that are over. For one thread.
final class SqlDelays implements DelayChanges {
    private final Exclusion exclusion;

    SqlDelays(Exclusion exclusion) {
        this.exclusion = exclusion;
    }

    @Override
    public Optional<Delay> find(String key) {
        return exclusion
                .handle()
                .createQuery("select * from sign_in_delay where delay_key = :key")
                .bind("key", key)
                .map((row, _) -> AccountRows.delay(row))
                .findOne();
    }

    @Override
    public void save(Delay delay) {
        exclusion
                .handle()
                .createUpdate(
                        """
                        insert into sign_in_delay values (:key, :failures, :last, :notBefore)
                        on conflict (delay_key) do update set failures = :failures, last_failure = :last, not_before = :notBefore
                        """)
                .bind("key", delay.key())
                .bind("failures", delay.failures())
                .bind("last", delay.last().toEpochMilli())
                .bind("notBefore", delay.notBefore().toEpochMilli())
                .execute();
    }

    @Override
    public void removeBeginning(String prefix) {
        exclusion
                .handle()
                .createUpdate(
                        "delete from sign_in_delay where substr(delay_key, 1, :length) = :prefix")
                .bind("length", prefix.codePointCount(0, prefix.length()))
                .bind("prefix", prefix)
                .execute();
    }

    /// The key in use has changed: gives an account's delays its mark under the new one.
    void rename(String mark, String newMark) {
        exclusion
                .handle()
                .createUpdate(
                        """
                        update sign_in_delay set delay_key = replace(delay_key, :mark, :new)
                        where delay_key like :own or delay_key like :known
                        """)
                .bind("mark", mark)
                .bind("new", newMark)
                .bind("own", mark + "|%")
                .bind("known", "known|" + mark + "|%")
                .execute();
    }
}
