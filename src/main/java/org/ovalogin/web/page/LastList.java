package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.ovalogin.web.frame.Answers;
import org.ovalogin.web.frame.PageAddress;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.http.Cookies;

/// The list of mailboxes as the visitor saw it last, to which a mailbox's page leads back. The
/// browser keeps it until it closes.
final class LastList {
    private static final String COOKIE = "list";

    /// Characters of an address; browsers drop a cookie above 4 KiB.
    private static final int LONGEST = 2000;

    private final Cookies cookies;

    LastList(Cookies cookies) {
        this.cookies = cookies;
    }

    /// @param path of the list that the answer shows
    HttpResponse kept(HttpResponse answer, String path) {
        if (path.length() > LONGEST) return answer;
        var value =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(path.getBytes(StandardCharsets.UTF_8));
        return Answers.with(answer, cookies.set(COOKIE, value, Optional.empty()));
    }

    /// The address of a list, whatever the cookie says.
    String path(PageVisit visit) {
        return cookies.read(visit.request().headers(), COOKIE)
                .flatMap(LastList::decoded)
                .flatMap(PageAddress::of)
                .filter(address -> address.path().equals(MailboxFilter.PATH))
                .map(PageAddress::toString)
                .orElse(MailboxFilter.PATH);
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(
                    new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
