// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Point;

/**
 * A line of the list of credentials, without its line feed: {@code ["<K>","<style>",<weight>]}.
 *
 * @param credential {@code K}
 * @param style id of the ballot style
 * @param weight of the votes, from 1
 */
public record CredentialLine(Point credential, String style, int weight) {

    static final Form<CredentialLine> FORM = new Form<>() {
        @Override
        public CredentialLine read(JsonReader in) throws MalformedException {
            in.beginArray();
            CredentialLine line = new CredentialLine(
                    ProofForms.next(in, Forms.POINT),
                    ProofForms.next(in, Forms.ID),
                    ProofForms.next(in, Forms.POSITIVE));
            ProofForms.end(in);
            return line;
        }

        @Override
        public void write(JsonWriter out, CredentialLine line) {
            out.beginArray();
            ProofForms.put(out, Forms.POINT, line.credential());
            ProofForms.put(out, Forms.ID, line.style());
            ProofForms.put(out, Forms.POSITIVE, line.weight());
            out.endArray();
        }
    };

    /**
     * Reads one line without its line feed.
     *
     * @throws MalformedException unless the bytes are the canonical writing of one
     */
    public static CredentialLine read(byte[] bytes) throws MalformedException {
        return Json.read(FORM, bytes, Lines.MAX_LINE);
    }

    /** The exact bytes without the line feed. */
    public byte[] write() {
        return Json.write(FORM, this);
    }
}
