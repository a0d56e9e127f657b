package org.ovalogin.call.dialog;

/// Keys collected in one go, without the `#` that ended them. They may be a PIN, so they do not
/// print.
///
/// @param symbols digits and `*`, in the order of dialling; may be empty
/// @param pound true if `#` ended the collection; false if it was full or the caller paused
public record Keys(String symbols, boolean pound) {
    @Override
    public String toString() {
        return "Keys";
    }
}
