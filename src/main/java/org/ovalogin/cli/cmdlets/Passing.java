package org.ovalogin.cli.cmdlets;

import org.ovalogin.cli.script.Stage;

/// A stage that keeps nothing back.
abstract class Passing implements Stage {
    final Stage next;

    Passing(Stage next) {
        this.next = next;
    }

    @Override
    public void show() {
        next.show();
    }

    @Override
    public void end() {
        next.end();
    }
}
