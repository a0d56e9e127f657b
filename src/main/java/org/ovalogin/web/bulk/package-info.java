/// Pages about bulk jobs: the question, the preview, the progress. Imports `core`, `web.http` and
/// `web.frame`.
@org.jspecify.annotations.NullMarked
package org.ovalogin.web.bulk;
