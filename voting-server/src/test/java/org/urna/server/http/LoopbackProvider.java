// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.urna.server.config.Config;

/**
 * A small OpenID provider on the loopback address: discovery, keys, authorization code flow. It insists on what a strict provider does: the
 * registered client and address, its secret, PKCE by S256, each code once. Whoever comes is signed in there as {@link #person}.
 */
final class LoopbackProvider implements AutoCloseable {

    static final String CLIENT = "urna";
    private static final String SECRET = "a secret with % and : in it";
    private static final URI REDIRECT = URI.create("http://localhost/api/v1/staff/openid/callback");

    private final HttpServer http;
    private final RSAKey key;
    private final Map<AuthorizationCode, AuthenticationRequest> codes = new ConcurrentHashMap<>();

    /** Who is signed in there: subject, address, whether the address is verified. */
    volatile Person person = new Person("nobody", "nobody@example.org", false);

    /** What a dishonest provider changes in what it says. */
    volatile UnaryOperator<JWTClaimsSet.Builder> twist = UnaryOperator.identity();

    /** The key it signs with; a thief's is not among those it publishes. */
    volatile RSAKey signingKey;

    record Person(String subject, String email, boolean verified) {}

    LoopbackProvider() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        signingKey = key;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/.well-known/openid-configuration", exchange -> json(exchange, metadata()));
        http.createContext("/keys", exchange -> json(exchange, new JWKSet(key.toPublicJWK()).toString()));
        http.createContext("/authorize", this::authorize);
        http.createContext("/token", this::token);
        http.start();
    }

    Config.OpenIdProvider asSetting() {
        return new Config.OpenIdProvider(issuer(), CLIENT, SECRET, "Example Union");
    }

    private URI issuer() {
        return URI.create("http://localhost:" + http.getAddress().getPort());
    }

    private String metadata() {
        OIDCProviderMetadata metadata = new OIDCProviderMetadata(
                new Issuer(issuer()), List.of(SubjectType.PUBLIC), URI.create(issuer() + "/keys"));
        metadata.setAuthorizationEndpointURI(URI.create(issuer() + "/authorize"));
        metadata.setTokenEndpointURI(URI.create(issuer() + "/token"));
        metadata.setResponseTypes(List.of(ResponseType.CODE));
        metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.RS256));
        metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
        return metadata.toJSONObject().toJSONString();
    }

    private void authorize(HttpExchange exchange) throws IOException {
        try {
            AuthenticationRequest request =
                    AuthenticationRequest.parse(exchange.getRequestURI().getRawQuery());
            boolean known = request.getClientID().getValue().equals(CLIENT)
                    && REDIRECT.equals(request.getRedirectionURI())
                    && CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod());
            if (!known) {
                answer(exchange, 400, "text/plain", "not a client of this provider");
                return;
            }
            AuthorizationCode code = new AuthorizationCode();
            codes.put(code, request);
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            new AuthenticationSuccessResponse(
                                            REDIRECT, code, null, null, request.getState(), null, null)
                                    .toURI()
                                    .toString());
            answer(exchange, 302, "text/plain", "");
        } catch (com.nimbusds.oauth2.sdk.ParseException e) {
            answer(exchange, 400, "text/plain", e.toString());
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        try {
            TokenRequest request = TokenRequest.parse(read(exchange));
            ClientSecretBasic client = (ClientSecretBasic) request.getClientAuthentication();
            AuthorizationCodeGrant grant = (AuthorizationCodeGrant) request.getAuthorizationGrant();
            AuthenticationRequest asked = codes.remove(grant.getAuthorizationCode());
            boolean right = asked != null
                    && client.getClientID().getValue().equals(CLIENT)
                    && client.getClientSecret().getValue().equals(SECRET)
                    && REDIRECT.equals(grant.getRedirectionURI())
                    && CodeChallenge.compute(CodeChallengeMethod.S256, grant.getCodeVerifier())
                            .equals(asked.getCodeChallenge());
            HTTPResponse response = right
                    ? new OIDCTokenResponse(new OIDCTokens(idToken(asked), new BearerAccessToken(), null))
                            .toHTTPResponse()
                    : new TokenErrorResponse(OAuth2Error.INVALID_GRANT).toHTTPResponse();
            answer(exchange, response.getStatusCode(), "application/json", response.getBody());
        } catch (Exception e) {
            answer(exchange, 400, "text/plain", e.toString());
        }
    }

    private SignedJWT idToken(AuthenticationRequest asked) throws Exception {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer().toString())
                .audience(CLIENT)
                .subject(person.subject())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .claim("nonce", asked.getNonce().getValue())
                .claim("email", person.email())
                .claim("email_verified", person.verified());
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
                twist.apply(claims).build());
        token.sign(new RSASSASigner(signingKey));
        return token;
    }

    private HTTPRequest read(HttpExchange exchange) throws Exception {
        HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, new URL(issuer() + "/token"));
        exchange.getRequestHeaders().forEach((name, values) -> request.setHeader(name, values.get(0)));
        request.setBody(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        return request;
    }

    private static void json(HttpExchange exchange, String text) throws IOException {
        answer(exchange, 200, "application/json", text);
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
