/// The pages as people use them: a server in this process, viewed with Debian's Chromium.
@org.jspecify.annotations.NullMarked
package org.ovalogin.browser;
