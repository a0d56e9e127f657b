/// The call itself, as straight-line code: `SignInDialog` reads like the call. Knows neither
/// network nor database. Imports `core`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.call.dialog;
