/// The REST interface. `openapi.json`, the operations and the policy parameters describe it.
/// Imports `core` and `web.http`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.web.api;
