package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.PIN;
import static org.ovalogin.call.dialog.House.WRONG_PIN;

import org.junit.jupiter.api.Test;

/// An attended transfer puts another caller on the line of a phone that is vouched for.
class TransferTest {
    private final House house =
            House.withOwner(plan -> plan.policy = policy -> policy.separateTrustedLockout = true);

    @Test
    void wrongPinsOfTheOtherCallerCountAsFromOutside() {
        house.desk("51234").dialsAsFarAs(WRONG_PIN + "# ~1 " + WRONG_PIN + "# ~1 !");
        assertThat(house.mailbox("51234").lockouts().trusted().failures()).isEqualTo(2);
        assertThat(house.mailbox("51234").lockouts().outside().failures()).isZero();

        house.desk("51234").dialsAsFarAs(WRONG_PIN + "# ~1 > " + WRONG_PIN + "# ~1 !");
        assertThat(house.mailbox("51234").lockouts().trusted().failures()).isEqualTo(3);
        assertThat(house.mailbox("51234").lockouts().outside().failures()).isOne();
    }

    @Test
    void ownerWhoIsPutThroughSignsInAsFromElsewhere() {
        for (var i = 0; i < 3; i++) house.opens("51234", WRONG_PIN);
        house.desk("51234").dials("> " + PIN + "# *");
        assertThat(house.mailbox("51234").lockouts().outside().failures()).isZero();
    }
}
