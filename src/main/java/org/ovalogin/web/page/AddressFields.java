package org.ovalogin.web.page;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.web.http.Form;

/// The fields of a mailbox's addresses.
///
/// @param none the owner has no address; `address` is ignored
/// @param shared other mailboxes may have the same address
/// @param further addresses for notices, separated by commas or lines
/// @param furtherPins PINs go there too
public record AddressFields(
        String address, boolean none, boolean shared, String further, boolean furtherPins) {
    static final Set<String> NAMES =
            Set.of("address", "noAddress", "shared", "further", "furtherPins");

    static final AddressFields EMPTY = new AddressFields("", false, false, "", false);

    static AddressFields of(Addresses addresses) {
        return new AddressFields(
                addresses.own().orElse(""),
                addresses.own().isEmpty(),
                addresses.shared(),
                String.join("\n", addresses.notifyAddresses()),
                addresses.pinToNotifyAddresses());
    }

    static AddressFields of(Form form) {
        return new AddressFields(
                form.text("address").strip(),
                form.isTicked("noAddress"),
                form.isTicked("shared"),
                form.text("further").strip(),
                form.isTicked("furtherPins"));
    }

    /// An empty address is one that was left out by accident, and is refused as such.
    Addresses addresses() {
        return new Addresses(
                none ? Optional.empty() : Optional.of(address), shared, furtherList(), furtherPins);
    }

    List<String> furtherList() {
        return list(further);
    }

    static List<String> list(String typed) {
        return Arrays.stream(typed.split("[,;\\s]+", -1)).filter(text -> !text.isEmpty()).toList();
    }
}
