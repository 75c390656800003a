// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.group.Base64Url;
import org.urna.server.ServerFixture;
import org.urna.server.StaffDesk;

/** G3: forged, stolen and misused sessions, requests that other sites cause, and pages in frames. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionAttacksTest {

    private static final String SESSION_TYPE = "urna-session+jwt";

    private ServerFixture server;
    private StaffDesk.Person officer;
    private SignedJWT genuine;
    private byte[] key;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = ServerFixture.start(folder);
        officer = server.officer();
        genuine = SignedJWT.parse(officer.cookie().split("=", 2)[1]);
        key = Files.readAllBytes(folder.resolve("keys").resolve("staff").resolve("session.hmac"));
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @Test
    void theSessionThatTheAttacksStartFromIsGood() throws Exception {
        assertThat(account(genuine.serialize()).statusCode()).isEqualTo(200);
        assertThat(account(signed(header(), genuine.getJWTClaimsSet())).statusCode())
                .as("the tests sign as the server does")
                .isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> forgedTokensAreRefused() throws Exception {
        return attacks().entrySet().stream()
                .map(attack -> DynamicTest.dynamicTest("G3 " + attack.getKey(), () -> {
                    HttpResponse<String> response = account(attack.getValue());

                    assertThat(response.statusCode()).isEqualTo(401);
                    assertThat(response.body()).contains("urn:urna:problem:unauthorized");
                }));
    }

    private Map<String, String> attacks() throws Exception {
        JWTClaimsSet claims = genuine.getJWTClaimsSet();
        String[] parts = genuine.serialize().split("\\.", -1);
        ECKey ec = new ECKeyGenerator(Curve.P_256).generate();
        RSAKey rsa = new RSAKeyGenerator(2048).generate();
        Map<String, String> attacks = new LinkedHashMap<>();
        attacks.put("no algorithm", new PlainJWT(claims).serialize());
        for (String none : new String[] {"none", "None", "NONE", "nOnE"}) {
            String head = Base64Url.encode(
                    ("{\"alg\":\"" + none + "\",\"typ\":\"" + SESSION_TYPE + "\"}").getBytes(StandardCharsets.UTF_8));
            attacks.put("alg " + none, head + "." + parts[1] + ".");
            attacks.put("alg " + none + " with the old signature", head + "." + parts[1] + "." + parts[2]);
        }
        attacks.put("no signature", parts[0] + "." + parts[1] + ".");
        attacks.put("another key", signed(header(), claims, new MACSigner(new byte[32])));
        attacks.put(
                "a key of the public address", signed(header(), claims, new MACSigner("http://localhost".repeat(3))));
        attacks.put(
                "another algorithm of the family", signed(header(JWSAlgorithm.HS512), claims, new MACSigner(pad(key))));
        attacks.put(
                "RS256 with a key in the header",
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .type(new JOSEObjectType(SESSION_TYPE))
                                .jwk(rsa.toPublicJWK())
                                .build(),
                        claims,
                        new RSASSASigner(rsa)));
        attacks.put(
                "ES256 with a key in the header",
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .type(new JOSEObjectType(SESSION_TYPE))
                                .jwk(ec.toPublicJWK())
                                .build(),
                        claims,
                        new ECDSASigner(ec)));
        for (String kid :
                new String[] {"../../../../dev/null", "/dev/null", "' UNION SELECT 'x", "file:///etc/passwd"}) {
            attacks.put(
                    "kid " + kid,
                    signed(
                            new JWSHeader.Builder(JWSAlgorithm.HS256)
                                    .type(new JOSEObjectType(SESSION_TYPE))
                                    .keyID(kid)
                                    .build(),
                            claims,
                            new MACSigner(new byte[32])));
        }
        attacks.put(
                "key at an address",
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .type(new JOSEObjectType(SESSION_TYPE))
                                .jwkURL(URI.create("http://127.0.0.1:1/keys"))
                                .build(),
                        claims,
                        new MACSigner(new byte[32])));
        attacks.put(
                "another audience",
                signed(header(), edit(claims).audience("urna-staff-device").build()));
        attacks.put(
                "no audience",
                signed(header(), edit(claims).audience((String) null).build()));
        attacks.put(
                "another issuer",
                signed(header(), edit(claims).issuer("https://evil.example").build()));
        attacks.put(
                "expired", signed(header(), edit(claims).expirationTime(ago(60)).build()));
        attacks.put(
                "no expiry", signed(header(), edit(claims).expirationTime(null).build()));
        attacks.put(
                "not yet good",
                signed(header(), edit(claims).notBeforeTime(ago(-600)).build()));
        attacks.put(
                "another account",
                signed(header(), edit(claims).subject("0".repeat(32)).build()));
        attacks.put(
                "another session",
                signed(header(), edit(claims).jwtID("0".repeat(32)).build()));
        attacks.put("no type", signed(new JWSHeader(JWSAlgorithm.HS256), claims));
        attacks.put(
                "type of a ticket",
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .type(new JOSEObjectType("urna-ticket+jwt"))
                                .build(),
                        claims));
        attacks.put(
                "critical header",
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .type(new JOSEObjectType(SESSION_TYPE))
                                .criticalParams(java.util.Set.of("exp"))
                                .customParam("exp", 1)
                                .build(),
                        claims));
        attacks.put(
                "payload changed",
                parts[0] + "." + Base64Url.encode("{}".getBytes(StandardCharsets.UTF_8)) + "." + parts[2]);
        attacks.put("a bit of the signature changed", parts[0] + "." + parts[1] + "." + flipped(parts[2]));
        attacks.put("a part more", genuine.serialize() + ".x");
        attacks.put("nothing", "x");
        attacks.put("very long", "A".repeat(4_000));
        return attacks;
    }

    @Test
    void theDeviceTokenIsNoSession() throws Exception {
        StaffDesk desk = new StaffDesk(server);
        HttpResponse<String> response = desk.post(
                null,
                "/staff/session",
                new com.fasterxml.jackson.databind.ObjectMapper()
                        .createObjectNode()
                        .put("email", officer.email())
                        .put("password", officer.password()));
        String ticket = StaffDesk.answer(response, 200).path("ticket").asText();

        assertThat(ticket).isNotEmpty();
        assertThat(account(ticket).statusCode()).isEqualTo(401);
    }

    /** What another site could make the officer's browser send: the cookie goes along, the rest does not. */
    @TestFactory
    Stream<DynamicTest> requestsThatOtherSitesCauseAreRefused() {
        String other = officer.token()
                .replace(officer.token().charAt(0), officer.token().charAt(0) == 'A' ? 'B' : 'A');
        Map<String, String[]> attacks = new LinkedHashMap<>();
        attacks.put("no header", new String[] {});
        attacks.put("an empty header", new String[] {"X-Urna-Session", ""});
        attacks.put("another session's value", new String[] {"X-Urna-Session", other});
        attacks.put(
                "another origin", new String[] {"X-Urna-Session", officer.token(), "Origin", "https://evil.example"});
        attacks.put("no origin's origin", new String[] {"X-Urna-Session", officer.token(), "Origin", "null"});
        attacks.put(
                "a longer origin",
                new String[] {"X-Urna-Session", officer.token(), "Origin", "http://localhost.evil.example"});
        return attacks.entrySet().stream()
                .map(attack -> DynamicTest.dynamicTest("G3 " + attack.getKey(), () -> {
                    HttpRequest.Builder request = server.open("/api/v1/staff/accounts")
                            .header("Cookie", officer.cookie())
                            .header("Content-Type", "application/json");
                    if (attack.getValue().length > 0) {
                        request.headers(attack.getValue());
                    }

                    HttpResponse<String> response = server.send(request.POST(BodyPublishers.ofString(
                            "{\"email\":\"evil@example.org\",\"name\":\"Evil\",\"roles\":[\"administrator\"]}")));

                    assertThat(response.statusCode()).isEqualTo(403);
                    assertThat(response.body()).contains("urn:urna:problem:cross-site");
                    assertThat(server.send(server.staff("/api/v1/staff/accounts"))
                                    .body())
                            .doesNotContain("evil@example.org");
                }));
    }

    @Test
    void aFormOfAnotherSiteSignsNobodyIn() throws Exception {
        String body = "{\"email\":\"" + officer.email() + "\",\"password\":\"" + officer.password() + "\"}";

        HttpResponse<String> plain = server.send(server.open("/api/v1/staff/session")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(body)));
        HttpResponse<String> foreign = server.send(server.open("/api/v1/staff/session")
                .header("Content-Type", "application/json")
                .header("Origin", "https://evil.example")
                .POST(BodyPublishers.ofString(body)));

        assertThat(plain.statusCode()).isEqualTo(415);
        assertThat(foreign.statusCode()).isEqualTo(403);
    }

    @Test
    void thePageOfStaffCannotBeFramed() throws Exception {
        HttpResponse<String> page = server.send(server.open("/staff/"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("x-frame-options")).contains("DENY");
        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .contains("frame-ancestors 'none'", "default-src 'none'", "script-src 'self';")
                .doesNotContain("unsafe");
    }

    @Test
    void cookiesAreOutOfReachOfScriptsAndOfOtherSites(@TempDir Path folder) throws Exception {
        ServerFixture https = ServerFixture.start(folder, URI.create("https://vote.example.org"));
        try {
            HttpResponse<String> enrolled =
                    new StaffDesk(https).enrol(https.firstLink().orElseThrow());

            assertThat(enrolled.headers().allValues("set-cookie"))
                    .hasSize(2)
                    .allSatisfy(cookie -> assertThat(cookie)
                            .startsWith("__Host-urna-")
                            .contains("; Path=/", "; Secure", "; HTTPOnly", "; SameSite=Strict")
                            .doesNotContain("Domain"));
        } finally {
            https.close();
        }
    }

    private HttpResponse<String> account(String token) throws Exception {
        return server.send(server.open("/api/v1/staff/account").header("Cookie", "urna-session=" + token));
    }

    private static JWSHeader header() {
        return header(JWSAlgorithm.HS256);
    }

    private static JWSHeader header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType(SESSION_TYPE))
                .build();
    }

    /** Signed by the server's own key: only what the token says is wrong. */
    private String signed(JWSHeader header, JWTClaimsSet claims) throws Exception {
        return signed(header, claims, new MACSigner(key));
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws Exception {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static JWTClaimsSet.Builder edit(JWTClaimsSet claims) {
        return new JWTClaimsSet.Builder(claims);
    }

    private static Date ago(long seconds) {
        return Date.from(Instant.now().minusSeconds(seconds));
    }

    private static byte[] pad(byte[] key) {
        return java.util.Arrays.copyOf(key, 64);
    }

    private static String flipped(String signature) {
        return (signature.charAt(0) == 'A' ? 'B' : 'A') + signature.substring(1);
    }
}
