// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.urna.crypto.MalformedException;

/**
 * What two officers sign: something that departs from the plan, or that the plan leaves to them.
 *
 * @param anchored whether {@code anchor} is {@code M} or {@code E}
 * @param anchor {@code M} up to and including {@code setup}, and for ever where there is none; {@code E} from then on
 * @param action what is decided
 * @param sequence its number, which occurs once
 * @param notBefore earliest time of the entry
 * @param notAfter latest time of the entry
 */
public record Decision(
        Anchor anchored,
        Hash anchor,
        Action action,
        long sequence,
        Instant notBefore,
        Instant notAfter,
        Reason reason) {

    static final Form<Decision> FORM = Form.object(o -> {
        Anchor anchored = o.next("M", decision -> decision.anchored() == Anchor.M) ? Anchor.M : Anchor.E;
        Hash anchor = o.member(anchored.name(), Forms.HASH, Decision::anchor);
        EntryType type = o.member("action", EntryType.FORM, Decision::type);
        o.require(ActionForms.isAction(type), "officers do not decide this");
        o.require(anchored == Anchor.M ? isBeforeSeal(type) : isAfterSeal(type), "decision refers to the wrong hash");
        return new Decision(
                anchored,
                anchor,
                o.member("arguments", ActionForms.of(type), Decision::action),
                o.member("sequence", Forms.INTEGER, Decision::sequence),
                o.member("notBefore", Forms.TIME, Decision::notBefore),
                o.member("notAfter", Forms.TIME, Decision::notAfter),
                o.member("reason", Reason.FORM, Decision::reason));
    });

    private static final Set<EntryType> ONLY_BEFORE_SEAL = Set.of(EntryType.SETUP, EntryType.CEREMONY_ABANDONED);

    /** Where an election is abandoned before it is sealed there never is an {@code E}; codes may have been issued all the same. */
    private static final Set<EntryType> EITHER = Set.of(EntryType.VOID, EntryType.MAP_DESTROYED);

    /** Which hash a decision refers to. */
    public enum Anchor {
        /** The manifest: nothing is sealed yet. */
        M,
        /** The {@code setup} entry. */
        E
    }

    /** The type of the entry that will hold it. */
    public EntryType type() {
        return action.type();
    }

    /**
     * Reads the canonical writing.
     *
     * @throws MalformedException unless the bytes are one
     */
    public static Decision read(byte[] bytes) throws MalformedException {
        return Json.read(FORM, bytes);
    }

    /** The exact bytes that officers sign. */
    public byte[] write() {
        return Json.write(FORM, this);
    }

    /** The entry, signed and timed. */
    public DecisionEntry at(Instant time, List<String> signatures) {
        return new DecisionEntry(time, signatures, null, this);
    }

    private static boolean isBeforeSeal(EntryType type) {
        return ONLY_BEFORE_SEAL.contains(type) || EITHER.contains(type);
    }

    private static boolean isAfterSeal(EntryType type) {
        return !ONLY_BEFORE_SEAL.contains(type);
    }
}
