// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.time.Instant;
import org.urna.crypto.MalformedException;

/** The form of an entry, whose {@code type} says how it goes on. */
final class EntryForm {

    static final Form<Entry> FORM = Form.object(o -> {
        EntryType type = o.member("type", EntryType.FORM, Entry::type);
        Instant time = o.member("time", Forms.TIME, Entry::time);
        if (MessageForms.isMessage(type)) {
            return MessageEntry.rest(type, time, o.as(MessageEntry.class));
        }
        return switch (type) {
            case MANIFEST -> manifest(time, o.as(ManifestEntry.class));
            case OPEN -> OpenEntry.rest(time, o.as(OpenEntry.class));
            case BALLOT -> BallotEntry.rest(time, o.as(BallotEntry.class));
            case CLOSE -> close(time, o);
            case TALLY -> TallyEntry.rest(time, o.as(TallyEntry.class));
            case RESULT -> ResultEntry.rest(time, o.as(ResultEntry.class));
            case FINAL -> FinalEntry.rest(time, o.as(FinalEntry.class));
            default -> DecisionEntry.rest(type, time, o.as(DecisionEntry.class));
        };
    });

    private EntryForm() {}

    private static Entry manifest(Instant time, Members<ManifestEntry> o) throws MalformedException {
        ManifestEntry entry = ManifestEntry.rest(time, o);
        entry.requireRightPlace();
        return entry;
    }

    private static Entry close(Instant time, Members<Entry> o) throws MalformedException {
        return o.next("E", CloseEntry.class::isInstance)
                ? CloseEntry.rest(time, o.as(CloseEntry.class))
                : DecisionEntry.rest(EntryType.CLOSE, time, o.as(DecisionEntry.class));
    }
}
