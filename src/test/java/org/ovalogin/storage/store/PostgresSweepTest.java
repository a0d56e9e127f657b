package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ovalogin.core.mailbox.Event;

/// Deletion of expired rows beside others' locks and limits.
class PostgresSweepTest extends PostgresContract {
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
