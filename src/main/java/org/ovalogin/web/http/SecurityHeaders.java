package org.ovalogin.web.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpHeaders;

/// The security headers of every answer; a route may override them.
final class SecurityHeaders {
    private static final String CONTENT =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private static final String DEVICES =
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
                    + " magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    /// Half a year, in seconds. Subdomains are excluded: they are not ours.
    private static final String TLS_ONLY = "max-age=15768000";

    private SecurityHeaders() {}

    static HttpHeaders of(HttpSettings settings) {
        var headers =
                HttpHeaders.builder()
                        .add(HttpHeaderNames.CONTENT_SECURITY_POLICY, CONTENT)
                        .add(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
                        .add(HttpHeaderNames.REFERRER_POLICY, "same-origin")
                        .add(HttpHeaderNames.CACHE_CONTROL, "no-store")
                        .add(HttpHeaderNames.CROSS_ORIGIN_OPENER_POLICY, "same-origin")
                        .add(HttpHeaderNames.CROSS_ORIGIN_RESOURCE_POLICY, "same-origin")
                        .add("permissions-policy", DEVICES);
        if (settings.encryption().tls().isPresent())
            headers.add(HttpHeaderNames.STRICT_TRANSPORT_SECURITY, TLS_ONLY);
        return headers.build();
    }
}
