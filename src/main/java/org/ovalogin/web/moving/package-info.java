/// The pages that import a CSV file. Imports `core.csv`, `core.moving` and `web.frame`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.web.moving;
