/// Boxes of another voice mail become mailboxes: what was found there, what becomes of it, and how
/// it becomes live.
@org.jspecify.annotations.NullMarked
package org.ovalogin.core.moving;
