package org.ovalogin;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ovalogin.call.dialog.Call;
import org.ovalogin.call.dialog.CallHandler;
import org.ovalogin.call.dialog.Line;
import org.ovalogin.cli.phone.PhoneCommand;
import org.ovalogin.core.account.Milestone;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.StoreException;
import org.slf4j.LoggerFactory;

/// Notes the first call that Asterisk puts through, whatever becomes of it. The terminal phone does
/// not count. Hands all calls on at once. Thread-safe.
final class FirstCall implements CallHandler {
    private final MailboxStore store;
    private final Executor beside;
    private final CallHandler calls;
    private final AtomicBoolean noted = new AtomicBoolean();

    /// @param beside runs the note, so that no call waits for it
    FirstCall(MailboxStore store, Executor beside, CallHandler calls) {
        this.store = store;
        this.beside = beside;
        this.calls = calls;
    }

    @Override
    public void handle(Call call, Line line) {
        if (!noted.get()
                && !call.channel().name().startsWith(PhoneCommand.CHANNEL)
                && noted.compareAndSet(false, true)) beside.execute(this::note);
        calls.handle(call, line);
    }

    private void note() {
        try {
            store.change(work -> work.milestones().reach(Milestone.FIRST_CALL));
        } catch (StoreException e) {
            noted.set(false);
            LoggerFactory.getLogger(FirstCall.class)
                    .warn("the first call could not be noted: {}", e.getMessage());
        }
    }
}
