package org.ovalogin.process;

import java.nio.file.Path;
import org.ovalogin.Premises;
import org.ovalogin.core.pin.PinHasher;
import org.ovalogin.storage.database.PostgresSettings;

/// The opened data folder of a command beside a running server, without a process of its own.
final class OpenFolder extends Premises {
    OpenFolder(Path data) {
        super(data, plan -> plan.hasher = new PinHasher());
    }

    /// Whose new hashes are of a cost of their own.
    OpenFolder(Path data, PinHasher hasher) {
        super(data, plan -> plan.hasher = hasher);
    }

    /// With the database elsewhere.
    OpenFolder(Path data, PostgresSettings server) {
        super(data, plan -> plan.database(server).hasher = new PinHasher());
    }
}
