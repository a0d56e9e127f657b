/// The pages as people use them: a server in this process, looked at with Debian's Chromium.
@org.jspecify.annotations.NullMarked
package org.ovalogin.browser;
