// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.time.Instant;
import org.urna.crypto.MalformedException;

/**
 * An entry that holds a signed message of a trustee or of the registrar.
 *
 * @param signature detached JWS over {@link #signedBytes}
 */
public record MessageEntry(Instant time, String signature, Message message) implements Entry {

    static MessageEntry rest(EntryType type, Instant time, Members<MessageEntry> o) throws MalformedException {
        return SignedMessage.rest(type, o.part(MessageEntry::inTransit)).at(time);
    }

    /** The entry without its time, as its sender sent it. */
    public SignedMessage inTransit() {
        return new SignedMessage(signature, message);
    }

    @Override
    public EntryType type() {
        return message.type();
    }

    @Override
    public byte[] signedBytes() {
        return message.write();
    }
}
