// SPDX-License-Identifier: Apache-2.0
package org.urna.server.bounce;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Delivery reports as four mail systems write them, to any return address. */
public final class Reports {

    public static final List<String> SYSTEMS = List.of("postfix", "exim", "exchange", "gmail");

    private Reports() {}

    public static String of(String system, String returnPath, String recipient) {
        try (InputStream in = Reports.class.getResourceAsStream(system + ".eml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{return}", returnPath)
                    .replace("{recipient}", recipient)
                    .replace("\n", "\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
