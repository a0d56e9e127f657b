package org.ovalogin.lab;

/// The origin of a call.
public sealed interface LegOrigin {
    /// An untrusted caller inside Asterisk who shows this number: real AGI and real DTMF frames,
    /// without SIP.
    static Inside caller(String number) {
        return new Inside(number, false, "en", Inside.SHIPPED);
    }

    /// One of the two sample phones, by SIP, with its own password.
    static Phone phone(String extension) {
        return new Phone(extension, extension);
    }

    /// A caller on the outside line, by SIP, who shows this number.
    static Outside outside(String shown) {
        return new Outside(shown);
    }

    /// A caller by Local channel.
    ///
    /// @param language the channel's, such as `en` or `fr_CA`
    /// @param dialPlan the shipped one, or another that the dialplan passes to the server: small
    ///   letters; then `-` and more arguments
    record Inside(String number, boolean isTrusted, String language, String dialPlan)
            implements LegOrigin {
        static final String SHIPPED = "default";

        /// The same caller, dialling in the phones' context.
        public Inside trusted() {
            return new Inside(number, true, language, dialPlan);
        }

        public Inside speaking(String other) {
            return new Inside(number, isTrusted, other, dialPlan);
        }

        /// The same caller, through a dialplan that passes another dial plan.
        public Inside of(String otherDialPlan) {
            return new Inside(number, isTrusted, language, otherDialPlan);
        }

        /// The same caller, through a dialplan that passes this language.
        ///
        /// @param tag without `-`
        public Inside asking(String tag) {
            return of(dialPlan + "-" + tag);
        }

        /// The same caller, through a dialplan that names no context for operators.
        public Inside withoutOperators() {
            return of(dialPlan + "--none");
        }

        /// The same caller, whose call is recorded as heard: [AsteriskLab#heard].
        public Inside recorded() {
            return of(dialPlan + "---heard");
        }
    }

    /// One of the sample phones.
    ///
    /// @param shown the number in the From header; may be another phone's
    record Phone(String extension, String shown) implements LegOrigin {
        public Phone showing(String other) {
            return new Phone(extension, other);
        }

        /// The same phone, sending its keys like this.
        public Soft sending(SoftPhone.Keys keys) {
            return new Soft(extension, shown, keys);
        }
    }

    record Outside(String shown) implements LegOrigin {
        /// The same caller, with a telephone that sends its keys like this.
        public Soft sending(SoftPhone.Keys keys) {
            return new Soft("outside", shown, keys);
        }
    }

    /// A telephone with sound of its own.
    ///
    /// @param endpoint `51234`, or `outside`
    /// @param number the dialled number
    record Soft(String endpoint, String shown, SoftPhone.Keys keys, String number)
            implements LegOrigin {
        static final String VOICEMAIL = "5000";

        Soft(String endpoint, String shown, SoftPhone.Keys keys) {
            this(endpoint, shown, keys, VOICEMAIL);
        }

        /// The same telephone, dialling another number of the tests' dialplan.
        public Soft dialling(String other) {
            return new Soft(endpoint, shown, keys, other);
        }
    }
}
