package org.ovalogin.cli.script;

import org.ovalogin.cli.language.Item;

/// A cmdlet at work in a pipeline.
public interface Stage {
    /// Begins without an object, as the first of its pipeline.
    default void begin() {}

    /// Takes one object.
    ///
    /// @return whether it wants more
    /// @throws ShellException where that can't be done
    boolean accept(Item item);

    /// Shows the objects so far, where that is possible; more may come much later.
    default void show() {}

    /// Ends: no more objects come.
    default void end() {}
}
