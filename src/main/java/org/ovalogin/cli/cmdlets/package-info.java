/// The cmdlets, as data. Imports `cli.script`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.cli.cmdlets;
