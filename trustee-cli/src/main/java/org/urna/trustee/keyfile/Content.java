// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.keyfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.record.ElectionId;
import org.urna.crypto.record.Hash;
import org.urna.crypto.threshold.CeremonyTrustee;
import org.urna.trustee.json.JsonObject;
import org.urna.trustee.json.JsonText;
import org.urna.trustee.json.JsonWriter;

/**
 * Key files as JSON, one writing for each content:
 *
 * <pre>
 * {"keyFile":"urna-officer-1","name":…,"signingKey":jwk}
 * {"keyFile":"urna-trustee-1","name":…,"signingKey":jwk,"elections":[{"election":id,
 *   "seen":{"size":int,"root":hash} (optional),
 *   "attempts":[{"state":base64url, "T":hash,"share":scalar (both or neither)}…],
 *   "messages":[text…], "agreed":{"E":hash,"size":int,"root":hash} (optional)}…]}
 * </pre>
 *
 * A private JWK has {@code crv}, {@code d}, {@code kty}, {@code x}, {@code y}; a scalar is base64url of 32 bytes; {@code state} is what {@link CeremonyTrustee#write} gives; a message is the JSON of
 * docs/protocol.md §12.4 as text.
 */
final class Content {

    private static final String TRUSTEE = "urna-trustee-1";
    private static final String OFFICER = "urna-officer-1";

    private Content() {}

    static byte[] write(OfficerSecrets secrets) {
        JsonWriter out = new JsonWriter();
        out.beginObject().text("keyFile", OFFICER).text("name", secrets.name());
        out.raw("signingKey", secrets.signingKey().privateJwk());
        return out.endObject().toBytes();
    }

    static OfficerSecrets officer(byte[] content) throws MalformedException {
        JsonObject in = JsonText.object(content);
        requireKind(in, OFFICER, "an officer's");
        OfficerSecrets secrets = new OfficerSecrets(in.text("name"), signingKey(in.object("signingKey")));
        requireSame(content, write(secrets));
        return secrets;
    }

    static byte[] write(TrusteeSecrets secrets) {
        JsonWriter out = new JsonWriter();
        out.beginObject().text("keyFile", TRUSTEE).text("name", secrets.name());
        out.raw("signingKey", secrets.signingKey().privateJwk());
        out.member("elections").beginArray();
        for (ElectionSecrets election : secrets.elections()) {
            write(out.element(), election);
        }
        return out.endArray().endObject().toBytes();
    }

    static TrusteeSecrets trustee(byte[] content) throws MalformedException {
        JsonObject in = JsonText.object(content);
        requireKind(in, TRUSTEE, "a trustee's");
        List<ElectionSecrets> elections = new ArrayList<>();
        for (JsonObject each : in.objects("elections")) {
            elections.add(election(each));
        }
        TrusteeSecrets secrets = new TrusteeSecrets(in.text("name"), signingKey(in.object("signingKey")), elections);
        requireSame(content, write(secrets));
        return secrets;
    }

    private static void write(JsonWriter out, ElectionSecrets election) {
        out.beginObject().text("election", election.election().hex());
        SeenBoard seen = election.seen();
        if (seen != null) {
            out.member("seen").beginObject().integer("size", seen.size());
            out.text("root", seen.root().hex()).endObject();
        }
        out.member("attempts").beginArray();
        for (AttemptSecrets attempt : election.attempts()) {
            write(out.element(), attempt);
        }
        out.endArray().texts("messages", election.messages());
        AgreedRoot agreed = election.agreed();
        if (agreed != null) {
            out.member("agreed").beginObject().text("E", agreed.election().hex());
            out.integer("size", agreed.size()).text("root", agreed.root().hex()).endObject();
        }
        out.endObject();
    }

    private static ElectionSecrets election(JsonObject in) throws MalformedException {
        List<AttemptSecrets> attempts = new ArrayList<>();
        for (JsonObject each : in.objects("attempts")) {
            attempts.add(attempt(each));
        }
        return new ElectionSecrets(
                ElectionId.parse(in.text("election")),
                in.has("seen") ? seen(in.object("seen")) : null,
                attempts,
                in.texts("messages"),
                in.has("agreed") ? agreed(in.object("agreed")) : null);
    }

    private static SeenBoard seen(JsonObject in) throws MalformedException {
        return new SeenBoard(in.integer("size"), Hash.parse(in.text("root")));
    }

    private static AgreedRoot agreed(JsonObject in) throws MalformedException {
        return new AgreedRoot(Hash.parse(in.text("E")), in.integer("size"), Hash.parse(in.text("root")));
    }

    private static void write(JsonWriter out, AttemptSecrets attempt) {
        byte[] state = attempt.state().write();
        out.beginObject().text("state", Base64Url.encode(state));
        Arrays.fill(state, (byte) 0);
        AttemptSecrets.Finished finished = attempt.finished();
        if (finished != null) {
            out.text("T", finished.transcript().hex());
            scalar(out, "share", finished.share());
        }
        out.endObject();
    }

    private static AttemptSecrets attempt(JsonObject in) throws MalformedException {
        byte[] state = Base64Url.decode(in.text("state"));
        AttemptSecrets attempt = new AttemptSecrets(
                CeremonyTrustee.read(state),
                in.has("share") ? new AttemptSecrets.Finished(Hash.parse(in.text("T")), scalar(in, "share")) : null);
        Arrays.fill(state, (byte) 0);
        return attempt;
    }

    private static void scalar(JsonWriter out, String name, SecretScalar secret) {
        byte[] bytes = secret.encode();
        out.text(name, Base64Url.encode(bytes));
        Arrays.fill(bytes, (byte) 0);
    }

    private static SecretScalar scalar(JsonObject in, String name) throws MalformedException {
        byte[] bytes = Base64Url.decode(in.text(name));
        SecretScalar secret = SecretScalar.decode(bytes);
        Arrays.fill(bytes, (byte) 0);
        return secret;
    }

    private static SigningKey signingKey(JsonObject in) throws MalformedException {
        JsonWriter jwk = new JsonWriter().beginObject();
        for (String member : List.of("crv", "d", "kty", "x", "y")) {
            jwk.text(member, in.text(member));
        }
        byte[] bytes = jwk.endObject().toBytes();
        SigningKey key = SigningKey.parse(new String(bytes, StandardCharsets.US_ASCII));
        Arrays.fill(bytes, (byte) 0);
        return key;
    }

    private static void requireKind(JsonObject in, String kind, String whose) throws MalformedException {
        if (!in.text("keyFile").equals(kind)) {
            throw new MalformedException("this is not " + whose + " key file");
        }
    }

    private static void requireSame(byte[] read, byte[] written) throws MalformedException {
        boolean same = Arrays.equals(read, written);
        Arrays.fill(written, (byte) 0);
        if (!same) {
            throw new MalformedException("the content of the key file is not in its one form");
        }
    }
}
