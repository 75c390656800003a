// SPDX-License-Identifier: Apache-2.0
package org.urna.server.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** The unit of the benchmarks: what one verification of an ECDSA P-256 signature takes OpenSSL on one core here. */
final class OpenSslUnit {

    private static final int MOST_SECONDS = 30;

    private OpenSslUnit() {}

    /** Microseconds; nothing where OpenSSL is not installed. */
    static OptionalDouble micros() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("openssl", "speed", "-mr", "-seconds", "2", "ecdsap256")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return OptionalDouble.empty();
            }
            return parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    /** @param printed has a line {@code +F4:number:bits:signatures a second:verifications a second} */
    static OptionalDouble parse(String printed) {
        for (String line : printed.split("\\R", -1)) {
            String[] fields = line.split(":", -1);
            if (fields.length == 5 && fields[0].equals("+F4") && fields[2].equals("256")) {
                double perSecond = Double.parseDouble(fields[4]);
                return perSecond > 0 ? OptionalDouble.of(1e6 / perSecond) : OptionalDouble.empty();
            }
        }
        return OptionalDouble.empty();
    }
}
