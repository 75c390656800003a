// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long to wait for the others. */
final class WaitOption {

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "24h",
            converter = Converter.class,
            description = "How long to wait for the others, such as 90s, 10m, 24h, 7d (default: ${DEFAULT-VALUE}).")
    Duration duration = Duration.ofHours(24);

    static final class Converter implements ITypeConverter<Duration> {

        private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,5})([smhd])");

        @Override
        public Duration convert(String value) {
            Matcher parts = FORM.matcher(value);
            if (!parts.matches()) {
                throw new TypeConversionException("'" + value + "' is no time such as 90s, 10m, 24h or 7d");
            }
            long count = Long.parseLong(parts.group(1));
            return switch (parts.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
        }
    }
}
