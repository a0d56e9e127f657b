package org.ovalogin.core.administration;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.ovalogin.core.account.OneTimeSecrets;
import org.ovalogin.core.bulk.JobTurns;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.EventEntry;
import org.ovalogin.core.mailbox.HourlyCount;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.PinGenerator;
import org.ovalogin.core.signin.BudgetAlarms;
import org.ovalogin.core.signin.LetterRate;
import org.ovalogin.core.signin.PinHistory;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.core.store.MailQueue;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.PinSafe;

/// The operations of administrators. Every surface goes through here, and rights are checked here.
/// Refused operations throw [NotDone]. Thread-safe.
public final class Administration {
    /// The dial plan of a fresh installation.
    public static final String DEFAULT_DIAL_PLAN = "default";

    private final MailboxStore store;
    private final Mailboxes mailboxes;
    private final PinResets pins;
    private final DialPlans dialPlans;
    private final Policies policies;
    private final Accounts accounts;
    private final AccountSignIn signIn;
    private final KeptForms keptForms;
    private final Tokens tokens;
    private final SelfService selfService;
    private final BudgetAlarms budgets;
    private final HashCost hashCost;
    private final MailQueue mailQueue;
    private final FirstAdministrator firstAdministrator;
    private final BulkJobs jobs;

    /// @param queue for PINs
    /// @param passwords for accounts' passwords
    public Administration(
            MailboxStore store,
            PinSafe safe,
            HashQueue queue,
            PinGenerator generator,
            HashQueue passwords,
            SecureRandom random,
            AccountSignIn.Limits limits,
            BudgetAlarms budgets) {
        this.store = store;
        var maker = new PinMaker(safe, queue, generator);
        var secrets = new OneTimeSecrets(random);
        mailboxes = new Mailboxes(store, maker);
        pins = new PinResets(store, maker, new PinHistory(safe, queue));
        dialPlans = new DialPlans(store);
        policies = new Policies(store, safe);
        accounts = new Accounts(store, safe, passwords);
        signIn = new AccountSignIn(store, safe, passwords, accounts, secrets, limits);
        keptForms = new KeptForms(store, safe, limits);
        tokens = new Tokens(store, secrets);
        selfService = new SelfService(store, safe, maker, secrets);
        this.budgets = budgets;
        mailQueue = new MailQueue(store);
        hashCost = new HashCost(store, queue);
        firstAdministrator = new FirstAdministrator(accounts, secrets);
        jobs = new BulkJobs(store);
    }

    public Mailboxes mailboxes() {
        return mailboxes;
    }

    public PinResets pins() {
        return pins;
    }

    public DialPlans dialPlans() {
        return dialPlans;
    }

    public Policies policies() {
        return policies;
    }

    public Accounts accounts() {
        return accounts;
    }

    public AccountSignIn signIn() {
        return signIn;
    }

    public KeptForms keptForms() {
        return keptForms;
    }

    public Tokens tokens() {
        return tokens;
    }

    public SelfService selfService() {
        return selfService;
    }

    public BudgetAlarms budgets() {
        return budgets;
    }

    public HashCost hashCost() {
        return hashCost;
    }

    public MailQueue mailQueue() {
        return mailQueue;
    }

    public FirstAdministrator firstAdministrator() {
        return firstAdministrator;
    }

    public BulkJobs jobs() {
        return jobs;
    }

    /// The work of bulk jobs, to be started by a server.
    ///
    /// @param rate of their letters
    public JobRunner jobRunner(JobTurns turns, LetterRate rate) {
        return new JobRunner(store, new JobStep(store, pins), turns, rate::take);
    }

    /// @param counts shared by everything that shows them
    /// @param server the running server's own state
    public Overviews overviews(MailboxCounts counts, ServerState server) {
        return new Overviews(store, counts, server);
    }

    /// Creates the default dial plan and its policy if there is no dial plan; false if there was
    /// one.
    public boolean createDefaults() {
        return store.write(
                work -> {
                    if (!work.dialPlans().all().isEmpty()) return false;
                    var dialPlan = DialPlan.named(DEFAULT_DIAL_PLAN);
                    work.dialPlans().add(dialPlan);
                    work.policies().add(MailboxPolicy.defaultOf(dialPlan));
                    return true;
                });
    }

    public List<EventEntry> events(EventQuery query) {
        return store.read(view -> view.events().list(query));
    }

    /// The highest event number below which no event can still appear.
    public long settledEvents() {
        return store.read(view -> view.events().settled());
    }

    public List<HourlyCount> hourly(Instant since) {
        return store.read(view -> view.events().hourly(since));
    }

    public Instant now() {
        return store.read(MailboxStore.View::now);
    }
}
