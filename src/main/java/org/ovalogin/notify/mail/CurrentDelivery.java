package org.ovalogin.notify.mail;

import java.time.Duration;
import org.ovalogin.core.mailbox.Letter;

/// Delivers by the latest settings. A letter under way goes by those it began with.
public final class CurrentDelivery implements Delivery {
    private volatile Delivery current;

    public CurrentDelivery(Delivery first) {
        current = first;
    }

    public Delivery current() {
        return current;
    }

    public void replace(Delivery next) {
        current = next;
    }

    @Override
    public Outcome deliver(Letter letter) {
        return current.deliver(letter);
    }

    @Override
    public Duration limit() {
        return current.limit();
    }

    @Override
    public String destination() {
        return current.destination();
    }
}
