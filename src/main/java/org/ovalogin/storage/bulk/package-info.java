/// Bulk jobs in the database, and the turn of the server that works on them. Imports `core.bulk`
/// and `storage.database`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.storage.bulk;
