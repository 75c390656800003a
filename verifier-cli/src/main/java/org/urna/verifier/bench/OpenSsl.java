// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The unit: what one verification of an ECDSA P-256 signature takes {@code openssl speed} on one core of this machine. */
final class OpenSsl {

    private static final int MOST_SECONDS = 60;

    /** {@code … ecdsa (nistp256) 0.0000s 0.0001s 37903.7 14489.2}: the last column is verifications a second. */
    private static final Pattern LINE =
            Pattern.compile("^.*256 bits? ecdsa.*\\s([0-9]+(?:\\.[0-9]+)?)\\s*$", Pattern.MULTILINE);

    private OpenSsl() {}

    /** Microseconds of processor time; nothing where OpenSSL is not installed or says something else. */
    static OptionalDouble micros() throws InterruptedException {
        OptionalDouble quick = run(List.of("openssl", "speed", "-seconds", "1", "ecdsap256"));
        // Older ones do not know how long to try.
        return quick.isPresent() ? quick : run(List.of("openssl", "speed", "ecdsap256"));
    }

    private static OptionalDouble run(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(new ArrayList<>(command))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                    .start();
            // It prints a few lines, which fit into the pipe while it runs.
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return OptionalDouble.empty();
            }
            return parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    private static File nothing() {
        return new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
    }

    static OptionalDouble parse(String printed) {
        Matcher line = LINE.matcher(printed);
        if (!line.find()) {
            return OptionalDouble.empty();
        }
        double perSecond = Double.parseDouble(line.group(1));
        return perSecond > 0 ? OptionalDouble.of(1e6 / perSecond) : OptionalDouble.empty();
    }
}
