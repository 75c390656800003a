// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.List;
import org.urna.crypto.MalformedException;

/**
 * What a receipt says, the payload of its JWS: a ballot stands in the log at an index, under a checkpoint.
 *
 * @param election {@code E}
 * @param tracker of the ballot
 * @param ballot its hash
 * @param index of its entry in the log, from 0
 * @param proof inclusion proof of the entry in the checkpoint's tree (RFC 6962 §2.1.1), lowest hash first
 * @param checkpoint the whole signed note
 */
public record Receipt(Hash election, Tracker tracker, Hash ballot, long index, List<Hash> proof, String checkpoint) {

    /** The {@code typ} of the signature's header. */
    public static final String SIGNATURE_TYPE = "urna-receipt";

    /** The most hashes of an inclusion proof: one per bit of an index. */
    private static final int MAX_PROOF = 53;

    private static final Form<Tracker> TRACKER = Forms.text(31, 31, false).map(Tracker::parse, Tracker::toString);

    static final Form<Receipt> FORM = Form.object(o -> new Receipt(
            o.member("E", Forms.HASH, Receipt::election),
            o.member("tracker", TRACKER, Receipt::tracker),
            o.member("ballot", Forms.HASH, Receipt::ballot),
            o.member("index", Forms.INTEGER, Receipt::index),
            o.member("proof", Form.list(Forms.HASH, 0, MAX_PROOF), Receipt::proof),
            o.member("checkpoint", Forms.NOTE, Receipt::checkpoint)));

    public Receipt {
        proof = List.copyOf(proof);
    }

    /**
     * Reads the payload.
     *
     * @throws MalformedException unless the bytes are the canonical writing of one
     */
    public static Receipt read(byte[] payload) throws MalformedException {
        return Json.read(FORM, payload);
    }

    /** The exact payload. */
    public byte[] write() {
        return Json.write(FORM, this);
    }
}
