package org.ovalogin.web.api;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import org.ovalogin.core.mailbox.Forecast;
import org.ovalogin.core.store.Revision;

/// What an operation answers with when all went well.
sealed interface ApiReply {
    /// @param head true: to HEAD, without the content
    HttpResponse response(boolean head);

    /// The content; empty where there is none.
    default byte[] json() {
        return new byte[0];
    }

    /// Not printable: it may hold a PIN or a token.
    final class Content implements ApiReply {
        private final HttpStatus status;
        private final byte[] json;
        private final String location;
        private final String tag;

        @Override
        public byte[] json() {
            return json.clone();
        }

        private Content(HttpStatus status, byte[] json, String location, String tag) {
            this.status = status;
            this.json = json;
            this.location = location;
            this.tag = tag;
        }

        @Override
        public HttpResponse response(boolean head) {
            var headers = ResponseHeaders.builder(status).contentType(MediaType.JSON);
            if (!location.isEmpty()) headers.set(HttpHeaderNames.LOCATION, location);
            if (!tag.isEmpty()) headers.set(HttpHeaderNames.ETAG, tag);
            if (head) return HttpResponse.of(headers.contentLength(json.length).build());
            return HttpResponse.of(headers.build(), HttpData.wrap(json));
        }
    }

    record Nothing() implements ApiReply {
        @Override
        public HttpResponse response(boolean head) {
            return HttpResponse.of(ResponseHeaders.of(HttpStatus.NO_CONTENT));
        }
    }

    record Stream(HttpResponse running) implements ApiReply {
        @Override
        public HttpResponse response(boolean head) {
            return running;
        }
    }

    static ApiReply of(Object json) {
        return new Content(HttpStatus.OK, Json.bytes(json), "", "");
    }

    /// @param revision of what `json` shows, or an earlier one: looked up before
    static ApiReply of(Object json, Revision revision) {
        return new Content(HttpStatus.OK, Json.bytes(json), "", EntityTag.of(revision));
    }

    static ApiReply created(Object json) {
        return created(json, "");
    }

    /// @param location of what was made; empty: it has none
    static ApiReply created(Object json, String location) {
        return new Content(HttpStatus.CREATED, Json.bytes(json), location, "");
    }

    static ApiReply nothing() {
        return new Nothing();
    }

    /// @param sentence what would happen
    static ApiReply whatIf(String sentence) {
        return of(Json.object().put(Operation.WHAT_IF, sentence));
    }

    /// With what it would take for itself, so that a preview of many sees what they would take from
    /// each other.
    static ApiReply whatIf(Forecast forecast) {
        var json = Json.object().put(Operation.WHAT_IF, forecast.sentence());
        json.put("object", forecast.object());
        forecast.claims().forEach(json.putArray("claims")::add);
        return of(json);
    }
}
