package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.storage.database.Database;

/// The contracts, kept by PostgreSQL.
class PostgresContractsTest {
    @BeforeEach
    void clear() {
        ClockedPostgres.clear();
    }

    @Nested
    class Accounts extends AccountsContract {
        @Override
        public Database open() {
            return ClockedPostgres.open();
        }
    }

    @Nested
    class Search extends MailboxSearchContract {
        @Override
        public Database open() {
            return ClockedPostgres.open();
        }
    }

    @Nested
    class States extends MailboxStatesContract {
        @Override
        public Database open() {
            return ClockedPostgres.open();
        }
    }

    @Nested
    class Changes extends MailboxChangesContract {
        @Override
        public Database open() {
            return ClockedPostgres.open();
        }
    }

    @Nested
    class Events extends EventsContract {
        @Override
        public Database open() {
            return ClockedPostgres.open();
        }
    }

    @Nested
    class KeyRotation extends KeyRotationContract {
        @Override
        Database open() {
            return ClockedPostgres.open();
        }
    }

    @Nested
    class Sweeping extends SweepContract {
        @Override
        public Database open() {
            return ClockedPostgres.open();
        }

        @Test
        void whatIsTooMuchAtATimeIsTriedWithLess() {
            addEvents(300, clock.instant().minus(Event.KEPT).minusSeconds(10));
            execute(
                    """
                    create function few() returns trigger language plpgsql as $$ begin
                        if (select count(*) from gone) > 20 then raise 'too many' using errcode = '57014'; end if;
                        return null; end $$
                    """);
            execute(
                    "create trigger few after delete on event referencing old table as gone for each statement execute function few()");
            try {
                sweep(Event.KEPT);
                assertThat(count("event")).isZero();
            } finally {
                execute("drop function few cascade");
            }
        }

        @Test
        void tableThatSomebodyHoldsIsGivenUpBeforeTheServersConnectionIs() {
            addEvents(10, clock.instant().minus(Event.KEPT).minusSeconds(10));
            try (var other = open()) {
                other.writer()
                        .useTransaction(
                                h -> {
                                    h.execute("lock table event");
                                    sweep(Event.KEPT);
                                });
            }
            assertThat(count("event")).isEqualTo(10);
            sweep(Event.KEPT);
            assertThat(count("event")).isZero();
        }

        private void execute(String sql) {
            database().writer().useHandle(h -> h.execute(sql));
        }
    }

    @Nested
    class Resets extends ResetsContract {
        @Override
        public Database open() {
            return ClockedPostgres.open();
        }
    }

    @Nested
    class Outbox extends OutboxContract {
        @Override
        public Database open() {
            return ClockedPostgres.open();
        }

        private int number(String sql) {
            return database().reader().withHandle(h -> h.createQuery(sql).mapTo(int.class).one());
        }

        @Override
        int notices() {
            return number("select count(*) from outbox");
        }

        @Override
        int secretsLeft() {
            return number("select count(*) from outbox where pin_sealed is not null");
        }
    }
}
