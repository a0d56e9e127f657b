/// The commands of `./ova` for administrators, and how their results are printed. Imports
/// `mailbox`; the store is handed in.
@org.jspecify.annotations.NullMarked
package org.ovalogin.shell;
