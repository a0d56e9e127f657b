/// Boxes in CSV files, of whatever system. Imports `core.input` and `core.moving`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.core.csv;
