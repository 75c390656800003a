// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.record.CredentialList;
import org.urna.crypto.record.SignedMessage;

/** What a registrar, or somebody in a registrar's name, sends to the server of a play. */
record RegistrarCalls(Play play) {

    /** A list as it is sent, signed by a key. */
    static byte[] message(CredentialList list, SigningKey key) {
        return new SignedMessage(DetachedJws.sign(key, list.signatureType(), list.write()), list).write();
    }

    /** Announces the files of a list. */
    HttpResponse<String> announce(CredentialList list, SigningKey key) throws Exception {
        return play.server.send(play.server
                .open(play.path("/files"))
                .header("Content-Type", "application/vnd.urna.message+json")
                .POST(BodyPublishers.ofByteArray(message(list, key))));
    }

    /** Asks officers for a decision. */
    HttpResponse<String> ask(String text, String signature) throws Exception {
        ObjectNode body = (ObjectNode) Play.tree("{}");
        body.put("decision", text).put("signature", signature);
        return play.server.send(play.server
                .open(play.path("/decisions/registrar"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** A decision as the server lists it. */
    JsonNode decision(long number) throws Exception {
        for (JsonNode each : ok(200, play.server.send(play.server.open(play.path("/decisions"))))) {
            if (each.path("number").asLong() == number) {
                return each;
            }
        }
        throw new AssertionError("no decision " + number);
    }
}
