/// Metrics and readiness for monitoring. Imports `web.http`, and `call` for the calls that it
/// counts.
@org.jspecify.annotations.NullMarked
package org.ovalogin.web.metrics;
