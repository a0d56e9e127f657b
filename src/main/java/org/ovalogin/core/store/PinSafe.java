package org.ovalogin.core.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.WebSession;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.vault.Vault;
import org.ovalogin.core.vault.VaultContext;
import org.ovalogin.core.vault.VaultException;

/// Seals hashes and PINs under a key that is not in the store, and binds each to its place: a
/// sealed text that is moved to another row opens nothing.
public final class PinSafe {
    /// Stands between a hash and the PIN's length, which tells whom a stricter policy concerns. The
    /// length is inside the sealed text, always as two digits, so that the store doesn't tell it.
    private static final char SEPARATOR = ' ';

    private static final VaultContext ACCOUNT_NAME = VaultContext.of("account name");
    private static final VaultContext NO_MAILBOX = VaultContext.of("no mailbox");
    private static final VaultContext NO_ACCOUNT = VaultContext.of("no account");

    private final Vault vault;

    public PinSafe(Vault vault) {
        this.vault = vault;
    }

    public String sealHash(UUID mailbox, String hash, Pin pin) {
        var length = String.format(Locale.ROOT, "%02d", pin.digits().length());
        return vault.seal(hash + SEPARATOR + length, hashContext(mailbox));
    }

    /// An opened text.
    ///
    /// @param lengthKnown false where an early release, which did not keep it, sealed the hash
    public record Opened(String hash, boolean lengthKnown) {
        @Override
        public String toString() {
            return "Opened";
        }
    }

    public Opened opened(UUID mailbox, String sealed) {
        var text = vault.open(sealed, hashContext(mailbox));
        var end = text.indexOf(SEPARATOR);
        return end < 0 ? new Opened(text, false) : new Opened(text.substring(0, end), true);
    }

    public String hash(UUID mailbox, String sealed) {
        return opened(mailbox, sealed).hash();
    }

    /// As [#hash]; empty if it can't be opened.
    public Optional<String> hashIfOpen(UUID mailbox, String sealed) {
        try {
            return Optional.of(hash(mailbox, sealed));
        } catch (VaultException _) {
            return Optional.empty();
        }
    }

    /// A mark that stands for an extension without a mailbox; empty if the key is not here.
    public Optional<String> markOfNobody(MailboxKey key) {
        var dialPlan = key.dialPlan().toLowerCase(Locale.ROOT);
        return markIfPossible(NO_MAILBOX, key.extension() + SEPARATOR + dialPlan);
    }

    /// A mark that stands for a name without an account; empty if the key is not here.
    public Optional<String> markOfNobody(String accountName) {
        return markIfPossible(NO_ACCOUNT, accountName.toLowerCase(Locale.ROOT));
    }

    private Optional<String> markIfPossible(VaultContext context, String text) {
        try {
            return Optional.of(vault.mark(text, context));
        } catch (VaultException _) {
            return Optional.empty();
        }
    }

    /// How many digits the PIN has; empty if an early release, which did not keep that, sealed it.
    public OptionalInt length(UUID mailbox, String sealed) {
        var text = vault.open(sealed, hashContext(mailbox));
        var end = text.indexOf(SEPARATOR);
        return end < 0
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(text.substring(end + 1)));
    }

    public String sealPassword(UUID account, String hash) {
        return vault.seal(hash, passwordContext(account));
    }

    public String password(Account account) {
        return password(account.guid(), account.passwordSealed());
    }

    public String password(UUID account, String sealed) {
        return vault.open(sealed, passwordContext(account));
    }

    /// As [#password]; empty if it can't be opened.
    public Optional<String> passwordIfOpen(Account account) {
        try {
            return Optional.of(password(account));
        } catch (VaultException _) {
            return Optional.empty();
        }
    }

    /// A mark that stands for an account's name, without regard to case. Somebody may type a
    /// password as the name, so neither the name nor a plain hash of it is kept.
    public String mark(String accountName) {
        return vault.mark(accountName.toLowerCase(Locale.ROOT), ACCOUNT_NAME);
    }

    /// The mark that [#mark(String)] makes while the key of that id is in use.
    public String mark(String accountName, String keyId) {
        return vault.mark(keyId, accountName.toLowerCase(Locale.ROOT), ACCOUNT_NAME);
    }

    /// Whether the password is still the same, whichever key it is sealed under by now.
    public boolean samePassword(Account one, Account other) {
        return one.guid().equals(other.guid()) && password(one).equals(password(other));
    }

    /// The same hash of a PIN, under the key in use.
    ///
    /// @throws VaultException when it can't be opened; the other two do the same
    public String resealHash(UUID mailbox, String sealed) {
        return reseal(sealed, hashContext(mailbox));
    }

    /// The same hash of a password, under the key in use.
    public String resealPassword(UUID account, String sealed) {
        return reseal(sealed, passwordContext(account));
    }

    /// The same secret of a notice, under the key in use.
    public String resealSecret(UUID notice, UUID mailbox, String recipient, String sealed) {
        return reseal(sealed, noticeContext(notice, mailbox, recipient));
    }

    private String reseal(String sealed, VaultContext context) {
        return vault.seal(vault.open(sealed, context), context);
    }

    /// Seals a text that a browser's session is to be shown once.
    public String sealOnce(WebSession session, String text) {
        return vault.seal(text, shownOnce(session));
    }

    /// Opens that text; empty if another key has come into use since: the text is lost then.
    public Optional<String> openOnce(WebSession session, String sealed) {
        try {
            return Optional.of(vault.open(sealed, shownOnce(session)));
        } catch (VaultException _) {
            return Optional.empty();
        }
    }

    /// Seals the fields of a form for its account; nobody else can open them.
    ///
    /// @param address the form's own
    public String sealForm(Account account, String address, String text) {
        return vault.seal(text, keptForm(account, address));
    }

    /// Opens them; empty for another account or address, and for anything not sealed here.
    public Optional<String> openForm(Account account, String address, String sealed) {
        try {
            return Optional.of(vault.open(sealed, keptForm(account, address)));
        } catch (VaultException _) {
            return Optional.empty();
        }
    }

    private static VaultContext keptForm(Account account, String address) {
        return VaultContext.of("kept form", account.guid().toString(), address);
    }

    private static VaultContext shownOnce(WebSession session) {
        return VaultContext.of("shown once", session.hash());
    }

    /// A mark that stands for the party whose failures a budget counts together.
    ///
    /// @param budget tells budgets apart
    public String budgetMark(String budget, String whose) {
        return vault.mark(whose, VaultContext.of("budget", budget));
    }

    /// A notice which carries the mailbox's new PIN to the recipient.
    public Notice withPin(Notice notice, Pin pin) {
        return withSecret(notice, pin.digits());
    }

    /// Letters of a new PIN to the mailbox's addresses: with the PIN where PINs may go, without it
    /// to the others. None if the mailbox has no address.
    public List<Notice> letters(
            Notice.Kind kind, Mailbox mailbox, Instant now, String by, int failures, Pin pin) {
        var withPin = mailbox.addresses().forPins();
        var without = kind == Notice.Kind.WELCOME ? kind : Notice.Kind.RESET_NOTICE;
        return mailbox.addresses().forNotices().stream()
                .map(
                        address ->
                                withPin.contains(address)
                                        ? withPin(
                                                Notice.to(
                                                        address, kind, mailbox, now, by, failures),
                                                pin)
                                        : Notice.to(address, without, mailbox, now, by, failures))
                .toList();
    }

    /// A notice which carries a secret to the recipient.
    public Notice withSecret(Notice notice, String secret) {
        return notice.withSecret(vault.seal(secret, noticeContext(notice)));
    }

    /// The PIN or the link's secret that a notice carries, for the mailer alone.
    public Optional<String> secret(Notice notice) {
        return notice.secret().sealed().map(text -> vault.open(text, noticeContext(notice)));
    }

    /// Whether the key seals, and opens what it sealed.
    public boolean works() {
        try {
            var context = VaultContext.of("trial");
            return vault.open(vault.seal("", context), context).isEmpty();
        } catch (VaultException _) {
            return false;
        }
    }

    private static VaultContext hashContext(UUID mailbox) {
        return VaultContext.of("pin hash", mailbox.toString());
    }

    private static VaultContext passwordContext(UUID account) {
        return VaultContext.of("password hash", account.toString());
    }

    private static VaultContext noticeContext(Notice notice) {
        return noticeContext(notice.id(), notice.mailbox().orElseThrow(), notice.recipient());
    }

    private static VaultContext noticeContext(UUID notice, UUID mailbox, String recipient) {
        return VaultContext.of("notice", notice.toString(), mailbox.toString(), recipient);
    }
}
