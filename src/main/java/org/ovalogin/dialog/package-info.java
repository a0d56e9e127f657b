/// The call: what a caller hears and what each key does, from answer to hand-over. Straight-line
/// code on the call's own virtual thread, against [Line]; wording lives in the prompt catalogue
/// only. Imports `mailbox` and `pin`; no network, no database, no files.
@org.jspecify.annotations.NullMarked
package org.ovalogin.dialog;
