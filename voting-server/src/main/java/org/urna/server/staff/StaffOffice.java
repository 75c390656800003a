// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Optional;
import org.urna.crypto.group.Entropy;
import org.urna.server.config.Config;
import org.urna.server.keys.StaffKeys;
import org.urna.server.store.Store;
import org.urna.server.work.CryptoPool;

/** Everything about staff, put together. */
public record StaffOffice(
        Sessions sessions,
        SignIn signIn,
        Enrolment enrolment,
        Accounts accounts,
        LostAccess lostAccess,
        OwnAccount own,
        Trail trail,
        TrailReader trailReader,
        Optional<OpenId> openId,
        Runnable cleaning) {

    public static StaffOffice of(
            Vertx vertx,
            Store store,
            StaffKeys keys,
            CryptoPool passwordPool,
            URI publicUrl,
            Optional<Config.OpenIdProvider> provider,
            Entropy entropy) {
        StaffTokens tokens = new StaffTokens(keys.session(), publicUrl);
        AccountStore rows = new AccountStore(store, keys.sealing());
        Passwords passwords = new Passwords(passwordPool, entropy);
        Attempts attempts = new Attempts(store, keys.session());
        Trail trail = new Trail(store, keys.trail());
        Sessions sessions = new Sessions(store, tokens, entropy);
        SignIn signIn = new SignIn(store, rows, passwords, attempts, sessions, tokens, trail, entropy);
        Enrolment enrolment = new Enrolment(vertx, store, rows, passwords, signIn, sessions, trail, entropy);
        Accounts accounts = new Accounts(store, rows, enrolment, sessions, entropy);
        LostAccess lostAccess = new LostAccess(store, rows, enrolment, sessions, trail, entropy);
        OwnAccount own = new OwnAccount(vertx, store, rows, passwords, attempts, enrolment, sessions, entropy);
        Optional<OpenId> openId =
                provider.map(each -> new OpenId(vertx, store, rows, signIn, tokens, each, publicUrl, entropy));
        Runnable cleaning = () -> Future.join(sessions.clean(), attempts.clean());
        return new StaffOffice(
                sessions,
                signIn,
                enrolment,
                accounts,
                lostAccess,
                own,
                trail,
                new TrailReader(store),
                openId,
                cleaning);
    }
}
