// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import org.urna.crypto.group.Base64Url;
import org.urna.server.keys.StaffKeys;

/**
 * The server's signed notes to itself (JWT, RFC 7519, by HS256), which browsers keep in cookies. One algorithm and one key: neither is
 * chosen by what the token says of itself. Each purpose has a type and an audience of its own, so that none passes for another (RFC 8725).
 */
public final class StaffTokens {

    private static final int MOST_CHARACTERS = 2_048;
    private static final int CLOCK_SKEW_SECONDS = 5;

    /** What a token is for. */
    public enum Purpose {
        /** A session; {@code jti} is its id. */
        SESSION("session", Duration.ofMinutes(30)),
        /** The password was right; the code is still to come. */
        TICKET("ticket", Duration.ofMinutes(5)),
        /** Somebody signed in here before: their attempts are counted apart from everybody else's. */
        DEVICE("device", Duration.ofDays(180)),
        /** The way to the OpenID provider and back. */
        OPENID("openid", Duration.ofMinutes(10));

        private final String name;
        private final Duration life;

        Purpose(String name, Duration life) {
            this.name = name;
            this.life = life;
        }

        /** How long a token is good for. */
        public Duration life() {
            return life;
        }

        private String audience() {
            return "urna-staff-" + name;
        }

        private JOSEObjectType type() {
            return new JOSEObjectType("urna-" + name + "+jwt");
        }
    }

    private final SecretKey key;
    private final String issuer;
    private final Map<Purpose, DefaultJWTProcessor<SecurityContext>> processors = new EnumMap<>(Purpose.class);

    public StaffTokens(SecretKey key, URI publicUrl) {
        this.key = key;
        this.issuer = publicUrl.toString();
        for (Purpose purpose : Purpose.values()) {
            DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
            processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(purpose.type()));
            processor.setJWSKeySelector(
                    new JWSVerificationKeySelector<>(JWSAlgorithm.HS256, new ImmutableSecret<>(key)));
            DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                    purpose.audience(),
                    new JWTClaimsSet.Builder().issuer(issuer).build(),
                    Set.of("sub", "jti", "iat", "exp"));
            claims.setMaxClockSkew(CLOCK_SKEW_SECONDS);
            processor.setJWTClaimsSetVerifier(claims);
            processors.put(purpose, processor);
        }
    }

    /**
     * Makes a token.
     *
     * @param subject whom it is about
     * @param id of what it stands for
     * @param more further members
     */
    String issue(Purpose purpose, String subject, String id, Instant now, Map<String, String> more) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(purpose.audience())
                .subject(subject)
                .jwtID(id)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(purpose.life())));
        more.forEach(claims::claim);
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .type(purpose.type())
                            .build(),
                    claims.build());
            token.sign(new MACSigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("HS256 must be there on every JDK", e);
        }
    }

    /** The claims of a token that this server made for this purpose and that is still good; empty for anything else. */
    Optional<JWTClaimsSet> read(Purpose purpose, String token) {
        if (token.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return Optional.of(Objects.requireNonNull(processors.get(purpose)).process(token, null));
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }

    /** What a page must send along with every change, to show that it can read this server's answers: it belongs to one session. */
    String crossSiteToken(String session) {
        return Base64Url.encode(StaffKeys.hmac(key, ("cross-site " + session).getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether this is the session's token. */
    boolean isCrossSiteToken(String session, String sent) {
        return MessageDigest.isEqual(
                crossSiteToken(session).getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
