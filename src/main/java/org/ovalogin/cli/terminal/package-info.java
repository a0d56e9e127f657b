/// Questions and messages at the terminal. The lowest package of `cli`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.cli.terminal;
