// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.urna.server.keys.StaffToken;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;

/** Lets through who holds the staff token. */
final class BearerAuthentication {

    private static final String SCHEME = "Bearer ";

    private final StaffToken token;

    BearerAuthentication(StaffToken token) {
        this.token = token;
    }

    /** Throws {@code unauthorized} unless the request carries the token. */
    void require(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || !token.matches(header.substring(SCHEME.length()).strip())) {
            throw new Refusal(ProblemCode.UNAUTHORIZED, "send the token of the file staff-token as a bearer token");
        }
    }
}
