/// Asterisk's dialplan: its steps, the calls to `ova.conf`, and the doors that lead past it.
@org.jspecify.annotations.NullMarked
package org.ovalogin.cli.dialplan;
