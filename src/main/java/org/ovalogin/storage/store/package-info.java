/// The SQL, table by table, behind the ports of `core.store`. Imports `storage.database`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.storage.store;
