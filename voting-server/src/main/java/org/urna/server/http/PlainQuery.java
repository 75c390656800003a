// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.core.internal.http.HttpServerRequestWrapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request as the validator reads it. It decodes parameters that are decoded already, so that a search for {@code 100%} would be malformed
 * and one for {@code a+b} would be for {@code a b}; here they are encoded once more.
 */
final class PlainQuery extends HttpServerRequestWrapper {

    PlainQuery(HttpServerRequest request) {
        super((HttpServerRequestInternal) request);
    }

    @Override
    public MultiMap params(boolean semicolonIsNormalChar) {
        MultiMap encoded = MultiMap.caseInsensitiveMultiMap();
        for (Map.Entry<String, String> each : super.params(semicolonIsNormalChar)) {
            encoded.add(each.getKey(), URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8));
        }
        return encoded;
    }
}
