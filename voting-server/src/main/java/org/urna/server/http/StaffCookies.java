// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.urna.server.staff.StaffTokens.Purpose;

/**
 * What a browser keeps of staff: out of reach of scripts, sent to this server only and never along with a request that another site caused.
 * Where the public address is https the names begin with {@code __Host-}, which no other host or path can set.
 */
final class StaffCookies {

    private final boolean https;
    private final String session;
    private final String device;
    private final String openId;

    StaffCookies(URI publicUrl) {
        this.https = "https".equals(publicUrl.getScheme());
        String prefix = https ? "__Host-" : "";
        this.session = prefix + "urna-session";
        this.device = prefix + "urna-device";
        this.openId = prefix + "urna-openid";
    }

    @Nullable
    String session(RoutingContext ctx) {
        return value(ctx, session);
    }

    @Nullable
    String device(RoutingContext ctx) {
        return value(ctx, device);
    }

    @Nullable
    String openId(RoutingContext ctx) {
        return value(ctx, openId);
    }

    /** Lax, unlike the others: it must come along when the provider sends somebody back. It lets nobody in. */
    void setOpenId(RoutingContext ctx, String token) {
        ctx.response().addCookie(cookie(openId, token, Purpose.OPENID.life()).setSameSite(CookieSameSite.LAX));
    }

    void endOpenId(RoutingContext ctx) {
        set(ctx, openId, "", Duration.ZERO);
    }

    void setSession(RoutingContext ctx, String token) {
        set(ctx, session, token, Purpose.SESSION.life());
    }

    void setDevice(RoutingContext ctx, String token) {
        set(ctx, device, token, Purpose.DEVICE.life());
    }

    void endSession(RoutingContext ctx) {
        set(ctx, session, "", Duration.ZERO);
    }

    private static @Nullable String value(RoutingContext ctx, String name) {
        Cookie cookie = ctx.request().getCookie(name);
        return cookie == null ? null : cookie.getValue();
    }

    private void set(RoutingContext ctx, String name, String value, Duration life) {
        ctx.response().addCookie(cookie(name, value, life));
    }

    private Cookie cookie(String name, String value, Duration life) {
        return Cookie.cookie(name, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(https)
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(life.toSeconds());
    }
}
