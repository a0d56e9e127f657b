/// Readers of other voice mails' files and tables, the import, and closed copies of these files.
@org.jspecify.annotations.NullMarked
package org.ovalogin.cli.moving;
