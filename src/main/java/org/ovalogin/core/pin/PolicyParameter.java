package org.ovalogin.core.pin;

import java.util.Optional;
import org.ovalogin.core.input.OutOfRange;

/// A parameter of a UM mailbox policy. [PolicyParameters] defines each of them once; the REST
/// interface, the pages, the shell and the documentation follow the definition.
public sealed interface PolicyParameter permits PolicyNumber, PolicyFlag, PolicyWording {
    /// @param name Exchange's, or one in its manner
    /// @param column of the table `mailbox_policy`
    /// @param since the version of the database schema that brought the column
    /// @param help one sentence in English, for the shell and the OpenAPI document
    record About(String name, String column, int since, String help) {
        static About named(String name, String column, String help) {
            return new About(name, column, 1, help);
        }

        static About since(int version, String name, String column, String help) {
            return new About(name, column, version, help);
        }
    }

    About about();

    /// A whole number, a truth or a text; empty: Unlimited.
    Optional<Object> value(PinPolicy policy);

    /// @throws OutOfRange naming the parameter, the value found and the values allowed
    void check(PinPolicy policy);

    default String name() {
        return about().name();
    }

    /// The name in JSON: `minPinLength` for `MinPINLength`.
    default String member() {
        var words = name().replace("PIN", "Pin").replaceFirst("^UM", "Um");
        return Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}
