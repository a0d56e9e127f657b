package org.ovalogin;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ovalogin.config.Configuration;
import org.ovalogin.mail.LetterWriter;
import org.ovalogin.mail.Postman;
import org.ovalogin.mailbox.Administration;
import org.ovalogin.mailbox.FailureWork;
import org.ovalogin.mailbox.MailboxStore;
import org.ovalogin.mailbox.PinChange;
import org.ovalogin.mailbox.PinSafe;
import org.ovalogin.mailbox.Sessions;
import org.ovalogin.mailbox.SignIn;
import org.ovalogin.pin.HashQueue;
import org.ovalogin.pin.PinGenerator;
import org.ovalogin.pin.PinHasher;
import org.ovalogin.shell.MailboxCommand;
import org.ovalogin.store.DataFolder;
import org.ovalogin.store.Database;
import org.ovalogin.store.KeyFile;
import org.ovalogin.store.SqlMailboxStore;
import org.ovalogin.store.SqlOutbox;

/// Everything that an installation is made of but the line to Asterisk: built for the server, and
/// for the commands beside it.
final class Core implements MailboxCommand.Installation {
    final MailboxStore store;
    final SignIn signIn;
    final PinChange pinChange;
    final Sessions sessions;
    final FailureWork failureWork;
    final Postman postman;
    private final DataFolder folder;
    private final Database database;
    private final HashQueue queue;
    private final Administration administration;
    private final ExecutorService afterwards = Executors.newVirtualThreadPerTaskExecutor();

    Core(DataFolder folder, Configuration configuration, InstantSource clock) {
        var random = new SecureRandom();
        this.folder = folder;
        database = Database.sqlite(folder.database());
        var vault =
                new KeyFile(configuration.keyFile().orElse(folder.key()), database).open(random);
        var safe = new PinSafe(vault);
        var generator = new PinGenerator(random);
        store = new SqlMailboxStore(database, clock);
        queue = new HashQueue(new PinHasher(), configuration.hashing());
        failureWork = new FailureWork(store, safe, queue, generator);
        signIn = new SignIn(store, safe, queue, failureWork, afterwards);
        pinChange = new PinChange(store, safe, queue);
        sessions = new Sessions(store, random);
        administration = new Administration(store, safe, queue, generator);
        var writer = new LetterWriter(safe, configuration.mailFrom(), ZoneId.systemDefault());
        postman = new Postman(new SqlOutbox(database, clock), writer, folder.mail());
    }

    @Override
    public Administration administration() {
        return administration;
    }

    @Override
    public List<Path> deliver() {
        return postman.deliver().stream().map(folder.mail()::resolve).toList();
    }

    /// Completes what has been begun, the work after failures included.
    @Override
    public void close() {
        afterwards.close();
        queue.close();
        database.close();
    }
}
