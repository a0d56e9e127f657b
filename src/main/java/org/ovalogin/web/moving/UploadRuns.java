package org.ovalogin.web.moving;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.moving.Moving;
import org.ovalogin.core.moving.MovingPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs imports beside the requests that started them, and remembers the latest. If the server
/// ends, nothing is half, and the same file goes on. Thread-safe.
final class UploadRuns {
    private static final Logger log = LoggerFactory.getLogger(UploadRuns.class);
    private static final int REMEMBERED = 20;

    private final Moving moving;
    private final LinkedHashMap<UUID, UploadRun> runs = new LinkedHashMap<>();

    UploadRuns(Moving moving) {
        this.moving = moving;
    }

    /// Closes the plan in the end.
    UUID start(MovingPlan plan, UUID account, Actor actor) {
        var id = UUID.randomUUID();
        var run = new UploadRun(account);
        synchronized (runs) {
            if (runs.size() >= REMEMBERED) runs.pollFirstEntry();
            runs.put(id, run);
        }
        Thread.ofVirtual().name("import").start(() -> run(plan, actor, run));
        return id;
    }

    private void run(MovingPlan plan, Actor actor, UploadRun run) {
        try {
            var done = moving.carryOut(plan, actor, run);
            run.ends(new UploadRun.Ending(Optional.of(done), Optional.empty()));
        } catch (NotDone e) {
            run.ends(new UploadRun.Ending(Optional.empty(), Optional.of(e)));
        } catch (RuntimeException e) {
            log.error("an import from the pages failed", e);
            run.ends(new UploadRun.Ending(Optional.empty(), Optional.empty()));
        }
    }

    /// Empty for another account's, and for one that this server does not remember.
    Optional<UploadRun> find(UUID id, UUID account) {
        synchronized (runs) {
            return Optional.ofNullable(runs.get(id)).filter(run -> run.isOf(account));
        }
    }
}
