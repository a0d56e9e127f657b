package org.ovalogin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovalogin.core.account.Milestone;
import org.ovalogin.core.administration.PageCertificate;
import org.ovalogin.core.administration.PageCertificate.Source;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.administration.StageCallers;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.Logons;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.Numbering;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.mailbox.PinState;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.signin.CallSource;

/// Draws the pictures of the documents: the pages of a small company, one morning. With
/// `-Dlab.pictures=write` the pictures in the tree become these.
@RealBrowser
class PicturesIT {
    private static final boolean WRITE = System.getProperty("lab.pictures", "").equals("write");
    private static final int WIDTH = 1280;

    /// In bytes: whoever clones the repository gets each version of each picture.
    private static final long LARGEST = 200_000;

    private static final List<String> PEOPLE =
            List.of(
                    "Aisha Rahman",
                    "Anna Lindqvist",
                    "Carlos Méndez",
                    "Chloé Lefèvre",
                    "Emily Carter",
                    "Giulia Romano",
                    "Hanna Müller",
                    "James O’Connor",
                    "Marta Kowalska",
                    "Pedro Álvarez",
                    "Sofia Bianchi",
                    "Wei Chen",
                    "Yusuf Demir",
                    "Zoë Janssen");

    @TempDir static Path folder;
    private static PageServer server;

    @BeforeAll
    static void start() {
        server = PageServer.settled(folder);
        server.certificate = new PageCertificate(Source.PROXY, Optional.empty());
        server.calls = List.of(new StageCallers("pin", 1, Duration.ofSeconds(7)));
        for (var i = 0; i < PEOPLE.size(); i++) settle(PEOPLE.get(i), i);
        morning();
        server.site.store.change(work -> work.milestones().reach(Milestone.CHECKLIST_CLOSED));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /// Nobody of them has a PIN that opens; what the list shows of it differs.
    private static void settle(String name, int number) {
        var site = server.site;
        site.store.change(
                work -> {
                    var policy = work.policies().all().getFirst();
                    var dialPlan = work.dialPlans().find(policy.dialPlan()).orElseThrow();
                    var used = work.now().minus(Duration.ofHours(5 + 37L * number));
                    work.mailboxes()
                            .add(
                                    new Mailbox(
                                            UUID.randomUUID(),
                                            new Numbering(
                                                    dialPlan,
                                                    policy,
                                                    List.of(String.valueOf(51_240 + 3 * number))),
                                            owner(name),
                                            new PhoneAccess(true, false),
                                            pin(number, work.now()),
                                            logons(number, used)));
                });
    }

    private static MailboxOwner owner(String name) {
        var address =
                Normalizer.normalize(name, Normalizer.Form.NFD)
                                .replaceAll("[^A-Za-z ]", "")
                                .toLowerCase(Locale.ROOT)
                                .replace(' ', '.')
                        + "@contoso.com";
        return new MailboxOwner(
                Addresses.of(address), List.of(), name, Optional.empty(), Optional.empty());
    }

    private static PinState pin(int number, Instant now) {
        var set = now.minus(Duration.ofDays(3 + 4L * number));
        return new PinState("none", 1, true, set, number % 5 == 2, number % 4 != 1);
    }

    private static Logons logons(int number, Instant used) {
        return new Logons(
                Lockouts.NONE,
                number % 4 == 1,
                0,
                number % 4 == 1 ? Optional.empty() : Optional.of(used),
                Optional.empty());
    }

    /// Sign-ins of the night and the morning, and somebody who tries PINs.
    private static void morning() {
        var site = server.site;
        for (var hour = 0; hour < 20; hour++) {
            for (var i = 0; i < hour * 7 % 5; i++) site.attempt(Site.RIGHT);
            if (hour % 6 == 1) site.fail(hour % 4);
            site.clock.pass(Duration.ofHours(1));
        }
        var stranger = new CallSource("0555 0123", "PJSIP/trunk", "127.0.0.1", Optional.empty());
        for (var i = 0; i < 15; i++) {
            site.fail(1, stranger);
            site.clock.pass(Duration.ofSeconds(50));
        }
        site.clock.pass(Duration.ofMinutes(11));
        assertThat(server.letters()).isNotEmpty();
        // as if a mail server had taken them
        site.sql("update outbox set file = null");
    }

    /// To 256 colours, the most frequent ones, which makes it half as large.
    private static void reduce(Path file) throws IOException {
        var full = ImageIO.read(file.toFile());
        var counts = new HashMap<Integer, Integer>();
        for (var y = 0; y < full.getHeight(); y++)
            for (var x = 0; x < full.getWidth(); x++)
                counts.merge(full.getRGB(x, y), 1, Integer::sum);
        var colours =
                counts.entrySet().stream()
                        .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                        .limit(256)
                        .mapToInt(Map.Entry::getKey)
                        .toArray();
        var model =
                new IndexColorModel(8, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
        var small =
                new BufferedImage(
                        full.getWidth(), full.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        for (var y = 0; y < full.getHeight(); y++)
            for (var x = 0; x < full.getWidth(); x++) small.setRGB(x, y, full.getRGB(x, y));
        assertThat(ImageIO.write(small, "png", file.toFile())).isTrue();
    }

    private static String path(Picture picture) {
        return switch (picture) {
            case OVERVIEW -> "/";
            case MAILBOXES -> "/mailboxes";
            case MAILBOX -> "/mailboxes/" + server.site.guid();
        };
    }

    @ParameterizedTest
    @EnumSource
    void showsAPageWithoutFaults(Picture picture, @TempDir Path drawn) throws IOException {
        try (var desk =
                BrowserDesk.with(
                        server,
                        o -> o.setViewportSize(WIDTH, 800).setColorScheme(ColorScheme.LIGHT))) {
            desk.session(PageServer.ADMINISTRATOR);
            desk.open(path(picture));
            assertThat(desk.page.locator("h1")).isVisible();
            var file = WRITE ? picture.file() : drawn.resolve("page.png");
            desk.picture(file);
            reduce(file);
            assertThat(Files.size(file)).isBetween(10_000L, LARGEST);
        }
    }
}
