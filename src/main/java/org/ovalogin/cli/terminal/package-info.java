/// Asking and telling on a terminal. The lowest package of `cli`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.cli.terminal;
