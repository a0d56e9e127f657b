/// The REST API, described by `openapi.json`. Imports `web.http`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.web.api;
