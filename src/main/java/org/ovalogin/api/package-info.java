/// The REST interface of administrators: JSON over the operations of
/// [org.ovalogin.mailbox.Administration], by bearer token. [org.ovalogin.api.Operation] is one of
/// its operations; routes, checks and the OpenAPI document are made from the list of them.
@org.jspecify.annotations.NullMarked
package org.ovalogin.api;
