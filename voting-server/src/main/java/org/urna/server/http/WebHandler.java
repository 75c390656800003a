// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.urna.server.web.WebFile;
import org.urna.server.web.WebSite;

/** Pages and their assets. Whatever is none of them goes on to the next handler. */
final class WebHandler implements Handler<RoutingContext> {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Pattern NO_SLASH = Pattern.compile("/e/[0-9a-f]{32}|/staff");
    private static final Pattern GZIP = Pattern.compile("gzip(?:;q=(?:1(?:\\.0{0,3})?|0\\.[0-9]{0,2}[1-9]))?");

    private final WebSite site;

    WebHandler(WebSite site) {
        this.site = site;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String path = ctx.request().path();
        Optional<WebSite.Found> found = site.find(path);
        Matcher election = NO_SLASH.matcher(path);
        if (found.isEmpty() && !election.matches()) {
            ctx.next();
            return;
        }
        AccessLog.name(ctx, found.isPresent() && !found.get().page() ? "asset" : "page");
        if (!isReading(ctx)) {
            ctx.fail(405);
        } else if (found.isPresent()) {
            answer(ctx, 200, found.get()).onFailure(ctx::fail);
        } else {
            // Relative links of the page are meant from inside its folder. What is sent back matched the pattern.
            ctx.response()
                    .setStatusCode(308)
                    .putHeader(HttpHeaders.LOCATION, election.group() + "/")
                    .end()
                    .onFailure(ctx::fail);
        }
    }

    /** Whether a request asks for something and changes nothing. */
    static boolean isReading(RoutingContext ctx) {
        return READING.contains(ctx.request().method());
    }

    /** Sends a file, or that what the browser has of it is still right. */
    static Future<Void> answer(RoutingContext ctx, int status, WebSite.Found found) {
        WebFile file = found.file();
        boolean compressed = acceptsGzip(ctx);
        String tag = file.tag(compressed);
        MultiMap headers = ctx.response().headers();
        headers.set("Content-Security-Policy", found.policy());
        headers.set(HttpHeaders.CACHE_CONTROL, "no-cache");
        headers.set(HttpHeaders.VARY, "Accept-Encoding");
        if (status == 200) {
            headers.set(HttpHeaders.ETAG, tag);
            if (matches(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
                return Answers.empty(ctx, 304);
            }
        }
        byte[] body = compressed ? file.gzipped() : file.content();
        if (compressed) {
            headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        // Vert.x leaves the length of what a HEAD does not send to us.
        headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
        return Answers.bytes(ctx, status, file.mediaType(), body);
    }

    private static boolean acceptsGzip(RoutingContext ctx) {
        String accepted = ctx.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null
                && Arrays.stream(accepted.toLowerCase(Locale.ROOT)
                                .replace(" ", "")
                                .split(",", -1))
                        .anyMatch(each -> GZIP.matcher(each).matches());
    }

    /** RFC 9110 §13.1.2: weak comparison, a list, or any. */
    private static boolean matches(@Nullable String header, String tag) {
        return header != null
                && (header.strip().equals("*")
                        || Arrays.stream(header.split(",", -1))
                                .map(each -> each.strip().replaceFirst("^W/", ""))
                                .anyMatch(tag::equals));
    }
}
