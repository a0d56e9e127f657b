/// The HTTP server: connections, limits, headers, and statuses of faults. Imports `core`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.web.http;
