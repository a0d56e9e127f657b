package org.ovalogin.core.moving;

import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.pin.PinGenerator;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.store.SqlImportTurns;

/// An import in a process of its own, to be killed by a test. It says on standard output how far it
/// is.
public final class KilledImport {
    /// More than become live at once here, and more than one batch of hashes.
    static final int BOXES = 230;

    private static final PrintStream OUT = System.out;
    private static final Actor ACTOR = Actor.local("test");

    private KilledImport() {}

    public static void main(String[] args) {
        try (var site = Site.at(Path.of(args[0]))) {
            run(site, Path.of(args[0]), boxes());
        }
    }

    static MovedIn run(Site site, Path folder, List<Box> boxes) {
        var moving =
                new MailboxMoving(
                        site.store,
                        new PinStaging(site.store, site.safe, site.queue, 2),
                        site.safe,
                        new PinGenerator(new SecureRandom()),
                        new SqlImportTurns(site.database, DataFolder.openOrCreate(folder)),
                        new MailboxMoving.Sizes(50, 20));
        return moving.carryOut(
                moving.plan(boxes, ImportRules.DEFAULT, ACTOR),
                ACTOR,
                new MovingProgress() {
                    @Override
                    public void hashed(long done, long total) {
                        OUT.println("hashed " + done);
                    }

                    @Override
                    public void live(long done, long total) {
                        OUT.println("live " + done);
                    }
                });
    }

    /// Good and weak PINs, and PINs that equal their extension.
    static List<Box> boxes() {
        return IntStream.range(0, BOXES).mapToObj(KilledImport::box).toList();
    }

    static String extension(int number) {
        return String.valueOf(60_000 + number);
    }

    static String pin(int number) {
        return switch (number % 3) {
            case 0 -> String.valueOf(746_003 + number * 37);
            case 1 -> "4321";
            default -> extension(number);
        };
    }

    private static Box box(int number) {
        return new Box(
                "default",
                List.of(extension(number)),
                new BoxOwner(
                        "Owner " + number,
                        List.of("owner%d@contoso.com".formatted(number)),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()),
                OldPin.of(pin(number).toCharArray()),
                Set.of(),
                "voicemail.conf:" + number);
    }
}
