package org.ovalogin.store;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/// The contracts, kept by PostgreSQL.
class PostgresContractsTest {
    @BeforeEach
    void clear() {
        ClockedPostgres.clear();
    }

    @Nested
    class Accounts extends AccountsContract {
        @Override
        Database open() {
            return ClockedPostgres.open();
        }
    }

    @Nested
    class Search extends MailboxSearchContract {
        @Override
        Database open() {
            return ClockedPostgres.open();
        }
    }

    @Nested
    class States extends MailboxStatesContract {
        @Override
        Database open() {
            return ClockedPostgres.open();
        }
    }

    @Nested
    class Changes extends MailboxChangesContract {
        @Override
        Database open() {
            return ClockedPostgres.open();
        }
    }

    @Nested
    class Events extends EventsContract {
        @Override
        Database open() {
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
    class Resets extends ResetsContract {
        @Override
        Database open() {
            return ClockedPostgres.open();
        }
    }

    @Nested
    class Outbox extends OutboxContract {
        @Override
        Database open() {
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
