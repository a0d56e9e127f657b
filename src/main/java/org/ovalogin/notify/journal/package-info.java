/// Events as lines for logs and for syslog. Imports `core`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.notify.journal;
