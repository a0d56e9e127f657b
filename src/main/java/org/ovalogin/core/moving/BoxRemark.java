package org.ovalogin.core.moving;

/// A property of a [Box] that changes or stays behind, which the administrator must know.
public enum BoxRemark {
    UNCHANGEABLE("its PIN could not be changed by phone; here it can"),
    NO_PIN_ASKED("its own phone needs no PIN there"),
    LOCKED_THERE("it is locked there"),
    DIALS_OUT("dialout= lets its callers place calls"),
    CALLS_BACK("callback= lets its callers place calls"),
    FORCES_NAME("forcename acts only while the password equals the mailbox"),
    FORCES_GREETINGS("forcegreetings acts only while the password equals the mailbox"),
    TIME_ZONE_UNKNOWN("its time zone is not known here"),
    /// Asterisk takes the first box of a number and ignores the others (find_or_create in
    /// app_voicemail.c). Such a box is left out.
    OVERRIDDEN("an earlier box has the same number");

    private final String text;

    BoxRemark(String text) {
        this.text = text;
    }

    /// English text for preview and report.
    public String text() {
        return text;
    }
}
