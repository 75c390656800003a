// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.Verdict;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.record.Manifest;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;

/** The registrar's signature beside those of officers (docs/protocol.md §12.2). */
public final class RegistrarSignature {

    /** Its {@code typ}. */
    public static final String TYPE = "urna-registrar";

    private RegistrarSignature() {}

    /**
     * The signature, if the manifest's registrar made it over exactly this text.
     *
     * @throws Refusal {@code decision-invalid} otherwise
     */
    public static String require(Manifest manifest, @Nullable String signature, byte[] text) {
        if (signature == null) {
            throw new Refusal(
                    ProblemCode.DECISION_INVALID,
                    "the registrar works apart from this server, and has to ask for this and sign it");
        }
        if (DetachedJws.verify(signature, manifest.registrar().key(), TYPE, text)
                instanceof Verdict.Rejected rejected) {
            throw new Refusal(ProblemCode.DECISION_INVALID, rejected.reason(), Map.of("check", rejected.check()));
        }
        return signature;
    }
}
