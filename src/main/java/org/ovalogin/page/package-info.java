/// The pages for administrators and owners, made here on the server: templates, texts, style. The
/// templates (`src/main/jte`) are compiled into this package.
@org.jspecify.annotations.NullMarked
package org.ovalogin.page;
