package org.ovalogin.core.moving;

import java.util.List;
import java.util.Set;

/// A box of another voice mail, as its files or tables have it. Nothing is checked yet.
///
/// @param context of Asterisk's voice mail, or the other system's name for such a group
/// @param numbers at least one; the first is the primary one
/// @param pin not printable
/// @param where file and line, or row, for messages
public record Box(
        String context,
        List<String> numbers,
        BoxOwner owner,
        OldPin pin,
        Set<BoxRemark> remarks,
        String where) {
    public Box {
        numbers = List.copyOf(numbers);
        remarks = Set.copyOf(remarks);
    }
}
