/// Reads Asterisk's own tables, in a database that is not ours.
@org.jspecify.annotations.NullMarked
package org.ovalogin.storage.realtime;
