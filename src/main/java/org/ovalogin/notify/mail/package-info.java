/// Letters to owners and administrators, by SMTP or into a folder. Imports `core` and `net`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.notify.mail;
