/// The program as a whole: the launcher as processes of their own, on real TCP and real files.
@org.jspecify.annotations.NullMarked
package org.ovalogin.process;
