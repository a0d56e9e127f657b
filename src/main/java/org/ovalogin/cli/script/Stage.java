package org.ovalogin.cli.script;

/// A cmdlet at work in a pipeline.
public interface Stage {
    /// Begins without an object: there is nothing before it in the pipeline.
    default void begin() {}

    /// Takes one object.
    ///
    /// @return whether it wants more
    /// @throws ShellException where that can't be done
    boolean accept(Item item);

    /// Shows what has come so far, where that is possible: more comes when it happens.
    default void show() {}

    /// There are no more objects.
    default void end() {}
}
