// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whose key it is. */
final class NameOption {

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            converter = Converter.class,
            description = "Name of the person, as others know them.")
    String name = "";

    static final class Converter implements ITypeConverter<String> {

        private static final int MOST = 200;

        @Override
        public String convert(String value) {
            boolean plain = value.codePoints()
                    .noneMatch(c -> Character.isISOControl(c)
                            || Character.getType(c) == Character.SURROGATE
                            || Character.getType(c) == Character.FORMAT);
            if (value.isBlank() || value.codePointCount(0, value.length()) > MOST || !plain) {
                throw new TypeConversionException("a name has 1 to 200 characters, none of them a control character");
            }
            return value;
        }
    }
}
