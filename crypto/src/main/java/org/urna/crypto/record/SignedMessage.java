// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.time.Instant;
import org.urna.crypto.MalformedException;

/**
 * A message on its way to the server: its entry without {@code time}.
 *
 * @param signature detached JWS over the message's bytes, its {@code typ} that of the message
 */
public record SignedMessage(String signature, Message message) {

    static final Form<SignedMessage> FORM = Form.object(o -> {
        EntryType type = o.member("type", EntryType.FORM, SignedMessage::type);
        o.require(MessageForms.isMessage(type), "an entry of this type holds no message");
        return rest(type, o);
    });

    /** The members after type and time. */
    static SignedMessage rest(EntryType type, Members<SignedMessage> o) throws MalformedException {
        return new SignedMessage(
                o.member("signature", MessageForms.signature(type), SignedMessage::signature),
                o.member("message", MessageForms.of(type), SignedMessage::message));
    }

    /** The type of the entry that it will be. */
    public EntryType type() {
        return message.type();
    }

    /** The entry, once the server has given it a time. */
    public MessageEntry at(Instant time) {
        return new MessageEntry(time, signature, message);
    }

    /**
     * Reads the canonical writing.
     *
     * @throws MalformedException unless the bytes are one
     */
    public static SignedMessage read(byte[] bytes) throws MalformedException {
        return Json.read(FORM, bytes);
    }

    /** The exact bytes. */
    public byte[] write() {
        return Json.write(FORM, this);
    }
}
