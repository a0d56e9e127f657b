package org.ovalogin.web.page;

import com.linecorp.armeria.server.ServerBuilder;
import java.time.ZoneId;
import java.util.List;
import org.ovalogin.core.administration.AccountSignIn;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Overviews;
import org.ovalogin.core.moving.Moving;
import org.ovalogin.web.accounts.AccountPage;
import org.ovalogin.web.accounts.AccountsPage;
import org.ovalogin.web.accounts.OwnAccountPage;
import org.ovalogin.web.accounts.TokensPage;
import org.ovalogin.web.bulk.JobsPage;
import org.ovalogin.web.bulk.ListForm;
import org.ovalogin.web.bulk.NewJobPage;
import org.ovalogin.web.entry.FirstPage;
import org.ovalogin.web.entry.HelpPage;
import org.ovalogin.web.entry.SelfServicePage;
import org.ovalogin.web.entry.SignInPage;
import org.ovalogin.web.frame.Assets;
import org.ovalogin.web.frame.BrowserSessions;
import org.ovalogin.web.frame.Flash;
import org.ovalogin.web.frame.Frame;
import org.ovalogin.web.frame.LanguageChoice;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.ProblemPage;
import org.ovalogin.web.frame.RecentVisitors;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.frame.SignInForm;
import org.ovalogin.web.http.ClientAddress;
import org.ovalogin.web.http.Cookies;
import org.ovalogin.web.http.ErrorPage;
import org.ovalogin.web.http.HttpSettings;
import org.ovalogin.web.http.ProblemLog;
import org.ovalogin.web.http.Routes;
import org.ovalogin.web.http.StaticFiles;
import org.ovalogin.web.moving.ImportPage;
import org.ovalogin.web.policy.DialPlansPage;
import org.ovalogin.web.policy.PoliciesPage;

/// All pages for browsers.
public final class Pages implements Routes {
    private final StaticFiles files = Assets.files();
    private final RecentVisitors recent = new RecentVisitors();
    private final Cookies cookies;
    private final AccountSignIn signIn;
    private final ZoneId zone;
    private final Frame.Product product;
    private final List<Routes> pages;

    /// @param zone in which times are shown
    /// @param moving imports files
    public Pages(
            Administration administration,
            HttpSettings settings,
            ZoneId zone,
            Overviews overviews,
            Moving moving) {
        this.zone = zone;
        signIn = administration.signIn();
        cookies = new Cookies(settings);
        var flash = new Flash(cookies);
        var clients = new ClientAddress(settings.clients().trustedProxies());
        product = new Frame.Product(files, overviews.release());
        var renderer = new Renderer(product, zone, flash, new ProblemLog(clients));
        var selfService = settings.publicUrl().isPresent();
        var sessions = new BrowserSessions(signIn, cookies, clients, recent);
        var signInForm = new SignInForm(signIn, sessions, cookies, renderer, selfService);
        var door = new PageDoor(sessions, signInForm, administration.keptForms(), cookies);
        var lastList = new LastList(cookies);
        var list = new MailboxesPage(administration, overviews, renderer, door, lastList);
        var mailbox = new MailboxPage(administration, renderer, door, flash, lastList);
        pages =
                List.of(
                        new SignInPage(signInForm, sessions, door),
                        list,
                        new ListUnlock(administration, door, flash, list),
                        new MailboxesDownload(administration, door),
                        new SearchPage(administration, door),
                        new NewJobPage(
                                administration,
                                renderer,
                                door,
                                new ListForm(
                                        MailboxFilter.FIELDS,
                                        form -> MailboxFilter.of(form).query(),
                                        form -> MailboxFilter.of(form).path())),
                        new JobsPage(administration, renderer, door),
                        mailbox,
                        new ShownPinPage(administration, renderer, door),
                        new LettersPart(administration, renderer, door, flash),
                        new TypedPinCheck(administration, renderer, door),
                        new LockPage(administration, renderer, door, flash, mailbox),
                        new EnablePage(administration, renderer, door, flash, cookies),
                        new ImportPage(administration, moving, renderer, door),
                        new EditPage(administration, renderer, door, flash),
                        new RemediesPage(administration, door, flash),
                        new ChecklistPart(overviews.checklist(), renderer, door, flash),
                        new TestMailPage(overviews.checklist(), renderer, door),
                        new HelpPage(sessions, cookies, renderer),
                        new OverviewPage(administration, overviews, renderer, door),
                        new PoliciesPage(
                                administration.policies(),
                                administration.dialPlans(),
                                renderer,
                                door,
                                flash),
                        new DialPlansPage(administration.dialPlans(), renderer, door, flash),
                        new EventsPage(administration, renderer, door),
                        new AccountsPage(administration, renderer, door, flash),
                        new AccountPage(administration, renderer, door, flash),
                        new OwnAccountPage(administration, renderer, door, flash),
                        new TokensPage(administration, renderer, door, flash),
                        selfService
                                ? new SelfServicePage(
                                        administration.selfService(),
                                        administration.dialPlans(),
                                        clients,
                                        cookies,
                                        renderer)
                                : _ -> {},
                        new FirstPage(
                                administration.firstAdministrator(),
                                signIn,
                                sessions,
                                cookies,
                                renderer));
    }

    public ErrorPage errorPage() {
        return new ProblemPage(product, zone, cookies, signIn, recent);
    }

    @Override
    public void addTo(ServerBuilder server) {
        // First, so that the headers set for pages also apply to its answers.
        server.decorator(service -> new LanguageChoice(service, cookies));
        files.addTo(server);
        pages.forEach(page -> page.addTo(server));
    }
}
