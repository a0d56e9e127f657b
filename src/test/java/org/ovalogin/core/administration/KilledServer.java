package org.ovalogin.core.administration;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Function;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.signin.PinChange;
import org.ovalogin.core.store.MailboxStore;

/// A server in a process of its own, to be killed by a test. It says on standard output what it has
/// done.
public final class KilledServer {
    private static final PrintStream OUT = System.out;

    private KilledServer() {}

    public static void main(String[] args) throws IOException {
        try (var site = Site.at(Path.of(args[1]))) {
            OUT.println("up");
            switch (args[0]) {
                case "guess" -> guess(site, Integer.MAX_VALUE);
                case "guess-once" -> guess(site, 1);
                case "change" -> change(site);
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
    }

    /// The n-th PIN of this test.
    public static Pin pin(long n) {
        return Site.pin(Long.toString(746_003 + n * 37));
    }

    private static void guess(Site site, int times) {
        var signIn = site.signIn(new Telling(site.store, times));
        while (true) signIn.attempt(Site.KEY, Site.WRONG, Site.CALL);
    }

    /// Changes the PIN to the next one, for ever.
    private static void change(Site site) {
        while (true) {
            var mailbox = site.mailbox();
            var sealed = site.sealed(mailbox.guid(), pin(mailbox.pin().version() + 1));
            var ready = new PinChange.Prepared.Ready(sealed);
            var changed = site.pinChange.commit(mailbox, ready, Site.CALLER).orElseThrow();
            OUT.println("changed " + changed.pin().version());
        }
    }

    /// Says when a charge is committed, and stands still after so many.
    private static final class Telling implements MailboxStore {
        private final MailboxStore store;
        private final int most;
        private int charges;
        private boolean verdict;

        Telling(MailboxStore store, int most) {
            this.store = store;
            this.most = most;
        }

        @Override
        public <T> T write(Function<Work, T> work) {
            var result = store.write(work);
            if (!verdict) {
                OUT.println("charged");
                if (++charges == most) standStill();
            }
            verdict = !verdict;
            return result;
        }

        @Override
        public <T> T read(Function<View, T> look) {
            return store.read(look);
        }

        private static void standStill() {
            try {
                while (System.in.read() >= 0) {}
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
