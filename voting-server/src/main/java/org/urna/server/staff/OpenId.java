// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Entropy;
import org.urna.server.config.Config;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Signing in at an OpenID provider (OpenID Connect Core 1.0, authorization code with PKCE, state and nonce). The account must be there before:
 * it is found by the provider's name for the person, or the first time by an e-mail address that the provider has verified. A second factor is
 * then the provider's business, and no code is asked for here.
 *
 * <p>Talks to the provider on worker threads, each answer limited in time and size.
 */
public final class OpenId {

    private static final Logger LOG = LoggerFactory.getLogger(OpenId.class);
    private static final int PATIENCE_MILLIS = 5_000;
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    private final Vertx vertx;
    private final Store store;
    private final AccountStore accounts;
    private final SignIn signIn;
    private final StaffTokens tokens;
    private final Config.OpenIdProvider provider;
    private final URI redirect;
    private final Entropy entropy;
    private volatile @Nullable Known known;

    OpenId(
            Vertx vertx,
            Store store,
            AccountStore accounts,
            SignIn signIn,
            StaffTokens tokens,
            Config.OpenIdProvider provider,
            URI publicUrl,
            Entropy entropy) {
        this.vertx = vertx;
        this.store = store;
        this.accounts = accounts;
        this.signIn = signIn;
        this.tokens = tokens;
        this.provider = provider;
        this.redirect = URI.create(publicUrl + "/api/v1/staff/openid/callback");
        this.entropy = entropy;
    }

    /** What the provider says of itself, for a while. */
    private record Known(OIDCProviderMetadata metadata, Instant since) {}

    /**
     * The way there.
     *
     * @param cookie to be kept by this browser until it comes back
     */
    public record Departure(URI address, String cookie) {

        @Override
        public String toString() {
            return "Departure";
        }
    }

    /** What the button says. */
    public String name() {
        return provider.name();
    }

    /** Sends somebody to the provider. */
    public Future<Departure> begin() {
        String state = Base64Url.encode(entropy.bytes(24));
        String nonce = Base64Url.encode(entropy.bytes(24));
        CodeVerifier verifier = new CodeVerifier(Base64Url.encode(entropy.bytes(32)));
        return vertx.executeBlocking(this::metadata).map(metadata -> {
            URI address = new AuthenticationRequest.Builder(
                            ResponseType.CODE,
                            new Scope("openid", "email"),
                            new ClientID(provider.clientId()),
                            redirect)
                    .endpointURI(metadata.getAuthorizationEndpointURI())
                    .state(new State(state))
                    .nonce(new Nonce(nonce))
                    .codeChallenge(verifier, CodeChallengeMethod.S256)
                    .build()
                    .toURI();
            String cookie = tokens.issue(
                    StaffTokens.Purpose.OPENID,
                    "browser",
                    state,
                    Instant.now(),
                    Map.of("nonce", nonce, "verifier", verifier.getValue()));
            return new Departure(address, cookie);
        });
    }

    /**
     * Takes somebody back who comes from the provider.
     *
     * @param query of the address to which the provider sent them
     * @param cookie kept since {@link #begin}
     * @return fails with {@code sign-in-failed}, or {@code account-unknown} if nobody here goes by that name
     */
    public Future<SignIn.Welcome> finish(String query, @Nullable String cookie) {
        Optional<JWTClaimsSet> departure =
                cookie == null ? Optional.empty() : tokens.read(StaffTokens.Purpose.OPENID, cookie);
        if (departure.isEmpty()) {
            return Future.failedFuture(failed("the way back belongs to no way there, or took too long"));
        }
        return vertx.executeBlocking(() -> person(query, departure.get())).compose(this::admit);
    }

    /** Who it is, by the provider's word. Blocks. */
    private IDTokenClaimsSet person(String query, JWTClaimsSet departure) throws IOException {
        try {
            AuthenticationResponse response = AuthenticationResponseParser.parse(URI.create(redirect + "?" + query));
            if (!response.indicatesSuccess() || !new State(departure.getJWTID()).equals(response.getState())) {
                throw failed("the provider did not let you in");
            }
            OIDCProviderMetadata metadata = metadata();
            Issuer said = response.getIssuer();
            if (said != null && !said.equals(metadata.getIssuer())) {
                throw failed("the answer is another provider's");
            }
            AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
            TokenRequest request = new TokenRequest(
                    metadata.getTokenEndpointURI(),
                    new ClientSecretBasic(new ClientID(provider.clientId()), new Secret(provider.clientSecret())),
                    new AuthorizationCodeGrant(code, redirect, new CodeVerifier(departure.getStringClaim("verifier"))),
                    null);
            TokenResponse answer = OIDCTokenResponseParser.parse(
                    limited(request.toHTTPRequest()).send());
            if (!answer.indicatesSuccess()) {
                throw failed("the provider does not confirm it");
            }
            IDTokenValidator validator = new IDTokenValidator(
                    metadata.getIssuer(),
                    new ClientID(provider.clientId()),
                    new JWSVerificationKeySelector<>(
                            ALGORITHMS,
                            JWKSourceBuilder.create(metadata.getJWKSetURI().toURL())
                                    .build()),
                    null);
            return validator.validate(
                    ((OIDCTokenResponse) answer.toSuccessResponse())
                            .getOIDCTokens()
                            .getIDToken(),
                    new Nonce(departure.getStringClaim("nonce")));
        } catch (GeneralException | BadJOSEException | JOSEException | java.text.ParseException e) {
            // The exception's words may quote what the provider sent.
            LOG.warn("sign-in by OpenID failed: {}", e.getClass().getSimpleName());
            throw failed("what the provider says cannot be relied on");
        } catch (IllegalArgumentException e) {
            throw failed("the way back is malformed");
        }
    }

    private Future<SignIn.Welcome> admit(IDTokenClaimsSet person) {
        String subject =
                person.getIssuer().getValue() + " " + person.getSubject().getValue();
        Object verified = person.getClaim("email_verified");
        String email = Boolean.TRUE.equals(verified) ? SignIn.normal(String.valueOf(person.getClaim("email"))) : "";
        return store.transaction(connection -> bySubject(connection, subject)
                        .compose(
                                row -> row.isPresent() ? Future.succeededFuture(row) : bind(connection, subject, email))
                        .map(row -> row.filter(
                                        found -> !found.getString("state").equals("deactivated"))
                                .orElseThrow(() -> new Refusal(
                                        ProblemCode.ACCOUNT_UNKNOWN, "no account here is known to the provider")))
                        .compose(row ->
                                activate(connection, row).compose(done -> signIn.welcome(connection, row, "openid"))))
                .map(signedIn -> new SignIn.Welcome(
                        signedIn, signIn.device(signedIn.account().id())));
    }

    private static Future<Optional<Row>> bySubject(SqlConnection connection, String subject) {
        return Sql.query(
                        connection,
                        "SELECT * FROM staff_account WHERE subject = #{subject}",
                        Map.of("subject", subject))
                .map(Store::first);
    }

    /** The first time: an account with this address to which nobody at the provider belongs yet. */
    private Future<Optional<Row>> bind(SqlConnection connection, String subject, String email) {
        return Sql.update(
                        connection,
                        "UPDATE staff_account SET subject = #{subject} WHERE email = #{email} AND subject IS NULL"
                                + " AND state <> 'deactivated'",
                        Map.of("subject", subject, "email", email))
                .compose(bound ->
                        bound == 1 ? accounts.byEmail(connection, email) : Future.succeededFuture(Optional.empty()));
    }

    private static Future<Integer> activate(SqlConnection connection, Row row) {
        return Sql.update(
                connection,
                "UPDATE staff_account SET state = 'active' WHERE id = #{id} AND state = 'invited'",
                Map.of("id", row.getString("id")));
    }

    private OIDCProviderMetadata metadata() throws IOException {
        Known last = known;
        if (last != null && last.since().plus(KEPT).isAfter(Instant.now())) {
            return last.metadata();
        }
        try {
            OIDCProviderMetadata metadata =
                    OIDCProviderMetadata.resolve(new Issuer(provider.issuer()), PATIENCE_MILLIS, PATIENCE_MILLIS);
            known = new Known(metadata, Instant.now());
            return metadata;
        } catch (GeneralException e) {
            throw new IOException("the OpenID provider's settings cannot be read", e);
        }
    }

    private static HTTPRequest limited(HTTPRequest request) {
        request.setConnectTimeout(PATIENCE_MILLIS);
        request.setReadTimeout(PATIENCE_MILLIS);
        request.setFollowRedirects(false);
        return request;
    }

    private static Refusal failed(String why) {
        return new Refusal(ProblemCode.SIGN_IN_FAILED, why);
    }
}
