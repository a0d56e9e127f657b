package org.ovalogin.core.mailbox;

/// What the phone opens.
///
/// @param subscriberAccess false: the phone opens nothing (`SubscriberAccessEnabled`)
/// @param pinless the mailbox's half of pinless access (`PinlessAccessToVoiceMailEnabled`)
public record PhoneAccess(boolean subscriberAccess, boolean pinless) {}
