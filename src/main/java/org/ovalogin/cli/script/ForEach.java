package org.ovalogin.cli.script;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.terminal.ShellException;

/// Runs a block of pipelines for each object. Where one fails, the rest of the block is left out
/// for this object, and the other objects go on, as with any cmdlet.
public final class ForEach implements Stage {
    /// One pipeline of the block.
    public interface Part {
        /// @throws ShellException attributed to a cmdlet
        void run(Item item, ShellSession session, Stage next);

        /// Whether its first error ends the line (`-ErrorAction Stop`).
        boolean stops();
    }

    private final List<Part> parts;
    private final Bound bound;
    private final ShellSession session;
    private final Onward onward;
    private int seen;

    public ForEach(List<Part> parts, Bound bound, ShellSession session, Stage next) {
        this.parts = parts;
        this.bound = bound;
        this.session = session;
        onward = new Onward(next);
    }

    @Override
    public boolean accept(Item item) {
        var row = session.preview().at(++seen);
        var place = PerObject.place(item, row).orElse("object " + seen);
        var before = session.preview().enter(place);
        try {
            for (var part : parts) if (onward.full || !done(part, item)) break;
        } finally {
            session.preview().enter(before);
        }
        return !onward.full;
    }

    /// @return whether the block goes on
    private boolean done(Part part, Item item) {
        try {
            return session.part(() -> part.run(item, session, onward));
        } catch (ShellException e) {
            if (e.equals(onward.failure)) throw e;
            var told = e.about(session.preview().block());
            if (part.stops()) throw told;
            ErrorAction.met(told, bound, session);
            return false;
        }
    }

    @Override
    public void show() {
        onward.next.show();
    }

    @Override
    public void end() {
        onward.next.end();
    }

    /// Gives on what the pipelines of the block give. The next cmdlet's own errors are not theirs.
    private static final class Onward implements Stage {
        private final Stage next;
        private boolean full;
        private @Nullable ShellException failure;

        Onward(Stage next) {
            this.next = next;
        }

        @Override
        public boolean accept(Item item) {
            try {
                full |= !next.accept(item);
                return !full;
            } catch (ShellException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public void show() {
            next.show();
        }
    }
}
