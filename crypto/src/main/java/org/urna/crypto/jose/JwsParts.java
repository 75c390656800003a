// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Base64Url;

/**
 * Header and signature of a JWS with the one header that the protocol knows:
 * {@code {"alg":"ES256","kid":thumbprint,"typ":type}}, these characters and no others. Nothing in a header is ever
 * obeyed: neither an algorithm nor a key nor an address is taken from it.
 */
record JwsParts(String keyId, String type, String signature) {

    private static final String CHECK = "jws";
    private static final int MAX_HEADER_CHARACTERS = 300;
    private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern HEADER = Pattern.compile(
            "\\{\"alg\":\"ES256\",\"kid\":\"([A-Za-z0-9_-]{43})\",\"typ\":\"([a-z0-9][a-z0-9-]{0,63})\"\\}");

    /** Reads the first and the last segment of a compact JWS. */
    static JwsParts parse(String header, String signature) throws MalformedException {
        if (header.length() > MAX_HEADER_CHARACTERS) {
            throw new MalformedException("JWS header is not the fixed one");
        }
        String text = new String(Base64Url.decode(header), StandardCharsets.ISO_8859_1);
        Matcher members = HEADER.matcher(text);
        if (!members.matches()) {
            throw new MalformedException("JWS header is not the fixed one");
        }
        Base64Url.decode(members.group(1));
        if (Base64Url.decode(signature).length != Es256.BYTES) {
            throw new MalformedException("JWS signature has another length");
        }
        return new JwsParts(members.group(1), members.group(2), signature);
    }

    static JWSObject sign(SigningKey key, String type, byte[] payload) {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("not a type: " + type);
        }
        try {
            Base64URL header = header(key.publicKey().thumbprint(), type);
            JWSObject jws = new JWSObject(JWSHeader.parse(header), encoded(payload));
            jws.sign(new Es256.Signer(key.secret()));
            return jws;
        } catch (ParseException | JOSEException e) {
            throw new AssertionError("the fixed header suits the signer", e);
        }
    }

    /** Decides whether {@code key} signed {@code payload} as a {@code type}. */
    Verdict verify(VerificationKey key, String expectedType, byte[] payload) {
        if (!keyId.equals(key.thumbprint())) {
            return Verdict.reject(CHECK, "the signature names another key");
        }
        if (!type.equals(expectedType)) {
            return Verdict.reject(CHECK, "the signature is for another type");
        }
        try {
            JWSObject jws =
                    new JWSObject(header(keyId, type), encoded(payload).toBase64URL(), new Base64URL(signature));
            return jws.verify(new Es256.Verifier(key.point()))
                    ? Verdict.accept()
                    : Verdict.reject(CHECK, "the signature does not hold");
        } catch (ParseException | JOSEException e) {
            throw new AssertionError("the fixed header suits the verifier", e);
        }
    }

    static Verdict malformed(MalformedException cause) {
        return Verdict.reject(CHECK, String.valueOf(cause.getMessage()));
    }

    private static Base64URL header(String keyId, String type) {
        String text = "{\"alg\":\"ES256\",\"kid\":\"" + keyId + "\",\"typ\":\"" + type + "\"}";
        return new Base64URL(Base64Url.encode(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** What is signed is public: the JOSE library's own encoder, which takes the same time for all bytes, costs more than the signature. */
    private static Payload encoded(byte[] payload) {
        return new Payload(new Base64URL(Base64Url.encode(payload)));
    }
}
