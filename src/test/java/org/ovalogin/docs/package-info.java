/// The documents, held against the program: their links, their blocks, their tables.
@org.jspecify.annotations.NullMarked
package org.ovalogin.docs;
