// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.SecretScalar;

/** Officers and trustees who have keys and never appear. */
final class Strangers {

    private static final int COORDINATE = 32;

    private Strangers() {}

    static JsonNode officer(String name) {
        byte[] key = SecretScalar.random(Entropy.secure()).timesG().encode();
        ObjectNode officer = Http.JSON.createObjectNode().put("name", name);
        officer.putObject("key")
                .put("crv", "P-256")
                .put("kty", "EC")
                .put("x", Base64Url.encode(Arrays.copyOf(key, COORDINATE)))
                .put("y", Base64Url.encode(Arrays.copyOfRange(key, COORDINATE, 2 * COORDINATE)));
        return officer;
    }

    static List<JsonNode> trustees(int count) {
        List<JsonNode> trustees = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String thumbprint = Base64Url.encode(Entropy.secure().bytes(COORDINATE));
            trustees.add(
                    Http.JSON.createObjectNode().put("name", "Trustee " + i).put("thumbprint", thumbprint));
        }
        return trustees;
    }
}
