@org.jspecify.annotations.NullMarked
package org.ovalogin;
