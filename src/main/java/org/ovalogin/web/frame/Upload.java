package org.ovalogin.web.frame;

import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.multipart.AggregatedBodyPart;
import com.linecorp.armeria.common.multipart.Multipart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.ovalogin.web.http.Problem;

/// A form with a file (`multipart/form-data`) from a signed-in account, with this session's token.
/// Not a record, whose `toString` would print secrets of the file.
public final class Upload {
    private static final int MOST_FIELDS = 30;

    private final PageVisit visit;
    private final Map<String, AggregatedBodyPart> parts;

    private Upload(PageVisit visit, Map<String, AggregatedBodyPart> parts) {
        this.visit = visit;
        this.parts = parts;
    }

    /// @throws org.ovalogin.web.http.ProblemException if it is no such form, or of another session
    static Upload of(PageVisit visit) {
        var parts = new HashMap<String, AggregatedBodyPart>();
        for (var part : parts(visit)) {
            var name = part.name();
            if (name == null || parts.put(name, part) != null || parts.size() > MOST_FIELDS)
                throw malformed();
        }
        var upload = new Upload(visit, parts);
        visit.requireToken(upload.text(PageVisit.CSRF));
        return upload;
    }

    private static List<AggregatedBodyPart> parts(PageVisit visit) {
        var request = visit.request();
        var type = request.contentType();
        if (type == null || !type.is(MediaType.MULTIPART_FORM_DATA))
            throw Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Allowed: multipart/form-data.")
                    .exception();
        try {
            return Multipart.from(request.toHttpRequest()).aggregate().join().bodyParts();
        } catch (CompletionException | IllegalStateException | IllegalArgumentException _) {
            throw malformed(); // the library's messages may quote the file
        }
    }

    private static RuntimeException malformed() {
        return Problem.of(HttpStatus.BAD_REQUEST, "The form is malformed.").exception();
    }

    /// The same, answered in another language.
    Upload in(PageTexts other) {
        return new Upload(visit.in(other), parts);
    }

    public PageVisit visit() {
        return visit;
    }

    /// The field, or an empty text.
    public String text(String name) {
        var part = parts.get(name);
        return part == null ? "" : part.contentUtf8();
    }

    /// The file; empty if none was chosen.
    public byte[] file(String name) {
        var part = parts.get(name);
        return part == null ? new byte[0] : part.content().array();
    }

    /// The file's name as the browser told it, or an empty text.
    public String fileName(String name) {
        var part = parts.get(name);
        var told = part == null ? null : part.filename();
        return told == null ? "" : told;
    }

    @Override
    public String toString() {
        return "upload of %d fields".formatted(parts.size());
    }
}
