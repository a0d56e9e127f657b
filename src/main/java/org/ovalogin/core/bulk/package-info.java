/// Bulk jobs: one change of many mailboxes, as rows that outlive the process. The model, and the
/// ports to its tables. Imports `core.account` and what the changes need.
@org.jspecify.annotations.NullMarked
package org.ovalogin.core.bulk;
