/// The HTTP server under the page and the REST interface: listening, TLS, limits, security headers,
/// who the client is, forms and cookies. Armeria is its library; the pages and operations come from
/// the packages that implement [org.ovalogin.http.Routes].
@org.jspecify.annotations.NullMarked
package org.ovalogin.http;
