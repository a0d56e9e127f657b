/// Pages about policies and dial plans: their parameters in forms, and previews of changes.
@org.jspecify.annotations.NullMarked
package org.ovalogin.web.policy;
