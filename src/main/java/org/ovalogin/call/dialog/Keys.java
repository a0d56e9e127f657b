package org.ovalogin.call.dialog;

/// Keys collected in one go, without the `#` that ended them. May be a PIN, so it does not print.
///
/// @param symbols digits and `*`, in the order of dialling; may be empty
/// @param pound true when `#` ended the collection; false when it was full or the caller paused
public record Keys(String symbols, boolean pound) {
    @Override
    public String toString() {
        return "Keys";
    }
}
