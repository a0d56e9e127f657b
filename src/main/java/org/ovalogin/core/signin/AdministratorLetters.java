package org.ovalogin.core.signin;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.input.EmailAddress;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.store.MailboxStore;

/// Letters to all administrators.
final class AdministratorLetters {
    private AdministratorLetters() {}

    /// Writes to the addresses of their accounts, else of their mailboxes, each address once.
    ///
    /// @param about 200 characters at most
    /// @param dialPlan its language is that of administrators without a mailbox
    static void post(MailboxStore.Work work, Notice.Kind kind, String about, String dialPlan) {
        var language =
                work.dialPlans()
                        .find(dialPlan)
                        .flatMap(d -> Language.of(d.defaultLanguage()))
                        .orElse(Language.EN);
        var told = new HashSet<String>();
        for (var account : work.accounts().all()) {
            if (account.role() != Role.ADMINISTRATOR || !account.enabled()) continue;
            var mailbox = ownMailbox(work, account);
            var address = account.address().or(() -> mailbox.flatMap(Mailbox::address));
            if (address.isEmpty() || !told.add(EmailAddress.key(address.get()))) continue;
            var to = address.get();
            var now = work.now();
            work.notices()
                    .post(
                            mailbox.map(own -> Notice.to(to, kind, own, now, about, 0))
                                    .orElseGet(
                                            () -> letter(to, kind, account, language, now, about)));
        }
    }

    private static Notice letter(
            String to,
            Notice.Kind kind,
            Account account,
            Language language,
            Instant now,
            String about) {
        var administrator = new Notice.Addressee.Administrator(account.name(), language);
        return Notice.to(to, kind, administrator, now, about);
    }

    private static Optional<Mailbox> ownMailbox(MailboxStore.View view, Account account) {
        var address = account.address();
        return account.mailbox()
                .flatMap(view.mailboxes()::find)
                .or(() -> address.flatMap(a -> alone(view.mailboxes().withAddress(a))))
                .or(() -> address.flatMap(view.mailboxes()::withAlias));
    }

    /// A shared address tells nobody's mailbox.
    private static Optional<Mailbox> alone(List<Mailbox> found) {
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
