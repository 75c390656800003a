// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.urna.server.ServerFixture;
import org.urna.server.StaffDesk;
import org.urna.server.staff.Role;

/** Signing in at an OpenID provider that runs on the loopback address, and providers and browsers that cheat. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenIdTest {

    private static final String FAILED = "/staff/#/openid/sign-in-failed";

    private final HttpClient browser = HttpClient.newHttpClient();
    private LoopbackProvider provider;
    private ServerFixture server;
    private StaffDesk desk;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        provider = new LoopbackProvider();
        server = ServerFixture.start(folder, provider.asSetting());
        desk = new StaffDesk(server);
        desk.invitation(server.officer(), "rhys@example.org", List.of(), Role.DEPUTY);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
        provider.close();
    }

    @BeforeEach
    void honest() throws Exception {
        provider.person = new LoopbackProvider.Person("rhys-at-union", "Rhys@example.org", true);
        provider.twist = UnaryOperator.identity();
        provider.signingKey = originalKey();
    }

    private com.nimbusds.jose.jwk.RSAKey original;

    private com.nimbusds.jose.jwk.RSAKey originalKey() {
        if (original == null) {
            original = provider.signingKey;
        }
        return original;
    }

    @Test
    void whoeverHasAnAccountIsSignedInAndKnownAgainUnderAnotherAddress() throws Exception {
        HttpResponse<String> back = roundTrip();

        assertThat(location(back)).isEqualTo("/staff/");
        String account = account(back);
        provider.person = new LoopbackProvider.Person("rhys-at-union", "rhys.new@example.org", false);
        assertThat(account(roundTrip())).isEqualTo(account);
        provider.person = new LoopbackProvider.Person("somebody-else", "rhys@example.org", true);
        assertThat(location(roundTrip()))
                .as("the account is somebody's already")
                .isEqualTo("/staff/#/openid/account-unknown");
    }

    @Test
    void whoHasNoAccountOrNoVerifiedAddressIsNotLetIn() throws Exception {
        desk.invitation(server.officer(), "sian@example.org", List.of(), Role.OBSERVER);
        provider.person = new LoopbackProvider.Person("sian-at-union", "sian@example.org", false);
        assertThat(location(roundTrip())).isEqualTo("/staff/#/openid/account-unknown");
        provider.person = new LoopbackProvider.Person("tom-at-union", "tom@example.org", true);
        assertThat(location(roundTrip())).isEqualTo("/staff/#/openid/account-unknown");
        provider.person = new LoopbackProvider.Person("sian-at-union", "sian@example.org", true);
        HttpResponse<String> back = roundTrip();
        assertThat(location(back)).isEqualTo("/staff/");

        ObjectNode end = new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode();
        StaffDesk.answer(
                desk.send(server.officer(), "PATCH", "/staff/accounts/" + account(back), end.put("active", false)),
                204);
        assertThat(location(roundTrip())).isEqualTo("/staff/#/openid/account-unknown");
    }

    @TestFactory
    Stream<DynamicTest> whatAProviderMayNotSayIsNotBelieved() throws Exception {
        Map<String, UnaryOperator<JWTClaimsSet.Builder>> lies = new LinkedHashMap<>();
        lies.put("another nonce", claims -> claims.claim("nonce", "x"));
        lies.put("no nonce", claims -> claims.claim("nonce", null));
        lies.put("another audience", claims -> claims.audience("somebody-else"));
        lies.put("another issuer", claims -> claims.issuer("https://evil.example"));
        lies.put(
                "expired",
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(300))));
        return lies.entrySet().stream()
                .map(lie -> DynamicTest.dynamicTest(lie.getKey(), () -> {
                    honest();
                    provider.twist = lie.getValue();
                    assertThat(location(roundTrip())).isEqualTo(FAILED);
                }));
    }

    @Test
    void aTokenSignedByAnotherKeyIsNotBelieved() throws Exception {
        provider.signingKey = new RSAKeyGenerator(2048).keyID("one").generate();

        assertThat(location(roundTrip())).isEqualTo(FAILED);
    }

    /** Somebody else's way back, as a link: it must not sign the reader in as the sender. */
    @Test
    void theWayBackNeedsTheBrowserThatLeft() throws Exception {
        HttpResponse<String> leaving = get("/api/v1/staff/openid", null);
        URI back = URI.create(location(browser(location(leaving))));
        HttpResponse<String> other = get("/api/v1/staff/openid", null);

        assertThat(location(get(back.getRawPath() + "?" + back.getRawQuery(), null)))
                .isEqualTo(FAILED);
        assertThat(location(get(back.getRawPath() + "?" + back.getRawQuery(), cookie(other))))
                .isEqualTo(FAILED);
        assertThat(location(get(back.getRawPath(), cookie(leaving)))).isEqualTo(FAILED);
        assertThat(location(get(back.getRawPath() + "?error=access_denied", cookie(leaving))))
                .isEqualTo(FAILED);
        assertThat(location(get(back.getRawPath() + "?" + back.getRawQuery(), cookie(leaving))))
                .isEqualTo("/staff/");
        assertThat(location(get(back.getRawPath() + "?" + back.getRawQuery(), cookie(leaving))))
                .as("a code is good once")
                .isEqualTo(FAILED);
    }

    @Test
    void theSignInPageOffersIt() throws Exception {
        assertThat(get("/api/v1/staff/session", null).body()).contains("\"openid\":{\"name\":\"Example Union\"}");
        assertThat(get("/api/v1/staff/openid", null).headers().allValues("set-cookie"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie).contains("HTTPOnly", "SameSite=Lax"));
    }

    private HttpResponse<String> roundTrip() throws Exception {
        HttpResponse<String> leaving = get("/api/v1/staff/openid", null);
        assertThat(leaving.statusCode()).as(leaving.body()).isEqualTo(303);
        HttpResponse<String> there = browser(location(leaving));
        assertThat(there.statusCode()).as(there.body()).isEqualTo(302);
        URI back = URI.create(location(there));
        return get(back.getRawPath() + "?" + back.getRawQuery(), cookie(leaving));
    }

    private String account(HttpResponse<String> back) throws Exception {
        String session = back.headers().allValues("set-cookie").stream()
                .flatMap(header -> HttpCookie.parse(header).stream())
                .filter(each -> each.getName().equals("urna-session"))
                .map(HttpCookie::toString)
                .findFirst()
                .orElseThrow();
        return StaffDesk.answer(get("/api/v1/staff/session", session.replace("\"", "")), 200)
                .path("account")
                .path("id")
                .asText();
    }

    private HttpResponse<String> get(String path, String cookie) throws Exception {
        HttpRequest.Builder request = server.open(path);
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        return server.send(request);
    }

    private HttpResponse<String> browser(String address) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("location").orElseThrow(() -> new AssertionError(response.body()));
    }

    private static String cookie(HttpResponse<String> response) {
        HttpCookie cookie = HttpCookie.parse(
                        response.headers().firstValue("set-cookie").orElseThrow())
                .get(0);
        return cookie.getName() + "=" + cookie.getValue();
    }
}
