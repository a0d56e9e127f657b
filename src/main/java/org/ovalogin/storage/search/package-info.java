/// The search for mailboxes by text: folded fields, ranks, the index on them, and its upkeep. All
/// of it can be made again from the mailboxes. Imports `storage.database`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.storage.search;
