/// The client of the REST API, its profile, sign-in and sign-out. Imports `cli.terminal`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.cli.client;
