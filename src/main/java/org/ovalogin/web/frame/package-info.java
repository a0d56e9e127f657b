/// The frame around every page: texts, languages, sign-in check, rendering of templates
/// (`src/main/jte`), hints after an action. Imports `web.http`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.web.frame;
