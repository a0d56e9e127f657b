/// Work beside the calls.
@org.jspecify.annotations.NullMarked
package org.ovalogin.core.work;
