/// The call itself, as straight-line code: `SignInDialog` reads like the call. Knows no network and
/// no database. Imports `core`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.call.dialog;
