/// Measures the server beside similar ones: plays Asterisk for many callers at a time, starts each
/// server as its own process, and prints targets beside results. Neither product nor test: nothing
/// here fails because a machine is slow.
@org.jspecify.annotations.NullMarked
package org.ovalogin.bench;
