package org.ovalogin.docs;

import java.util.List;

/// A fenced block.
///
/// @param place page and line, for messages
/// @param info what stands after the opening fence
public record Fence(String place, String info, List<String> lines) {
    public String text() {
        return String.join("\n", lines) + "\n";
    }

    @Override
    public String toString() {
        return place + " (" + info + ")";
    }
}
