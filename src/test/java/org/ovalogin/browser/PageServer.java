package org.ovalogin.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ovalogin.Premises;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Concern;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.administration.PageCertificate;
import org.ovalogin.core.administration.ServerState;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.administration.StageCallers;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Logons;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Numbering;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.mailbox.PinState;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.pin.Password;
import org.ovalogin.web.api.Api;
import org.ovalogin.web.http.ClientAddress;
import org.ovalogin.web.http.HttpServer;
import org.ovalogin.web.http.HttpSettings;
import org.ovalogin.web.http.TryHttp;
import org.ovalogin.web.page.Pages;

/// A server with its pages and its REST interface in this process: a real database, e-mails as
/// files in a folder, a free port, cheap hashes, and the site's clock, which stands still until
/// told to pass.
public final class PageServer implements AutoCloseable {
    public static final String ADMINISTRATOR = "anna";
    public static final String HELP_DESK = "henry";
    public static final String AUDITOR = "ada";

    /// In the foot of the pages.
    public static final String RELEASE = "ova-login 1.0.0";

    /// The password of all three accounts.
    public static final String PASSWORD = "correct horse battery";

    private static final Pattern PIN = Pattern.compile("(?m)^\\s*(?:New )?PIN: (\\d{4,24})\\s*$");

    public final Site site;

    /// For example `http://127.0.0.1:40123`.
    public final String address;

    /// The calls that the overview shows.
    public volatile List<StageCallers> calls = List.of();

    /// The concerns of the server that the overview shows.
    public volatile List<Concern> concerns = List.of();

    /// The encryption of the pages that the checklist shows.
    public volatile PageCertificate certificate = PageCertificate.NONE;

    private final HttpServer http;

    private PageServer(Site site, HttpSettings settings) {
        this.site = site;
        var overviews =
                site.overviews(
                        new ServerState(
                                () -> calls,
                                () -> concerns,
                                site.budgetLevels::now,
                                () -> certificate,
                                site::testMail,
                                RELEASE));
        var pages =
                new Pages(
                        site.administration,
                        settings,
                        ZoneId.of("Europe/Paris"),
                        overviews,
                        site.moving());
        var api =
                new Api(
                        site.administration,
                        overviews,
                        new ClientAddress(settings.clients().trustedProxies()));
        http = new HttpServer(settings, List.of(pages, api), pages.errorPage());
        var port = http.start();
        address = http.address(port).replaceAll("/$", "");
    }

    private static Consumer<Premises.Plan> letters(HttpSettings settings) {
        return plan ->
                settings.publicUrl().ifPresent(url -> plan.set("http.publicUrl", url.toString()));
    }

    /// A fresh installation, which prints the link for the first administrator.
    public static PageServer fresh(Path folder) {
        var server = at(folder, settings());
        server.administration().createDefaults();
        return server;
    }

    /// With one mailbox, Tony Smith's, and an account for each role.
    public static PageServer settled(Path folder) {
        return settled(folder, settings());
    }

    public static PageServer settled(Path folder, HttpSettings settings) {
        return settled(folder, settings, _ -> {});
    }

    /// With settings besides those of HTTP.
    public static PageServer settled(
            Path folder, HttpSettings settings, Consumer<Premises.Plan> wishes) {
        var site = Site.with(folder, _ -> {}, letters(settings).andThen(wishes));
        var server = new PageServer(site, settings);
        server.account(ADMINISTRATOR, Role.ADMINISTRATOR);
        server.account(HELP_DESK, Role.HELPDESK);
        server.account(AUDITOR, Role.AUDITOR);
        return server;
    }

    /// Starts on the existing content of the folder.
    public static PageServer at(Path folder, HttpSettings settings) {
        return new PageServer(Site.at(folder, letters(settings)), settings);
    }

    public static HttpSettings settings() {
        return TryHttp.settings();
    }

    public Administration administration() {
        return site.administration;
    }

    /// Opens a session as a sign-in does; returns the cookie's value.
    public String session(String account) {
        var found = site.administration.accounts().find(account, Site.ADMINISTRATOR);
        return site.administration.signIn().open(found, "127.0.0.1").cookie();
    }

    public void account(String name, Role role) {
        site.administration
                .accounts()
                .add(
                        name,
                        new AccountDetails(role, Optional.empty(), Optional.empty(), true),
                        Password.of(PASSWORD),
                        Site.ADMINISTRATOR);
    }

    /// A mailbox as an administrator enables it; the mail folder gets its welcome later.
    public Mailbox mailbox(String extension, String address, String name) {
        return site.administration
                .mailboxes()
                .enable(
                        Enabling.of("default", extension, address)
                                .with(Optional.of(name), Optional.empty()),
                        Site.ADMINISTRATOR)
                .mailbox();
    }

    /// Another name for a mailbox, its only alias.
    public void alias(Mailbox mailbox, String alias) {
        site.administration
                .mailboxes()
                .change(
                        mailbox.guid(),
                        d ->
                                new MailboxDetails(
                                        d.policy(),
                                        d.extensions(),
                                        new MailboxOwner(
                                                d.addresses(),
                                                List.of(alias),
                                                d.displayName(),
                                                d.language(),
                                                d.timeZone()),
                                        new PhoneAccess(d.subscriberAccess(), d.pinless())),
                        Site.ADMINISTRATOR);
    }

    /// As many mailboxes as a large company has, extensions 10000 and up; nobody can sign in to
    /// them.
    public void crowd(int size) {
        site.store.change(
                work -> {
                    var policy = work.policies().all().getFirst();
                    var dialPlan = work.dialPlans().find(policy.dialPlan()).orElseThrow();
                    for (var i = 0; i < size; i++)
                        work.mailboxes().add(one(i, dialPlan, policy, work.now()));
                });
    }

    private static Mailbox one(int number, DialPlan dialPlan, MailboxPolicy policy, Instant now) {
        return new Mailbox(
                UUID.randomUUID(),
                new Numbering(dialPlan, policy, List.of(String.valueOf(10_000 + number))),
                new MailboxOwner(
                        Addresses.of("person%d@crowd.contoso.com".formatted(number)),
                        List.of(),
                        "Person %05d".formatted(number),
                        Optional.empty(),
                        Optional.empty()),
                new PhoneAccess(true, false),
                new PinState("none", 1, true, now, false, true),
                new Logons(Lockouts.NONE, false, 0, Optional.of(now), Optional.empty()));
    }

    /// The path of the link that a fresh server prints.
    public String firstLink() {
        return "/first/" + site.administration.firstAdministrator().secret().orElseThrow();
    }

    /// All letters so far, including those in the outbox, oldest first.
    public List<String> letters() {
        site.deliver();
        if (!Files.exists(site.letters())) return List.of();
        try (var files = Files.list(site.letters())) {
            return files.filter(f -> f.toString().endsWith(".eml"))
                    .sorted(Comparator.comparing(Path::getFileName))
                    .map(PageServer::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The PIN in the newest English letter to that address that has one.
    public String mailedPin(String to) {
        return letters().stream()
                .filter(letter -> letter.contains("To: " + to))
                .map(PIN::matcher)
                .filter(m -> m.find())
                .map(m -> m.group(1))
                .reduce((_, newer) -> newer)
                .orElseThrow(() -> new AssertionError("no letter with a PIN to " + to));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        site.close();
    }
}
