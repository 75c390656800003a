// SPDX-License-Identifier: Apache-2.0
package org.urna.server.table;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/**
 * A spreadsheet's cell as the person who made it sees it, as far as a roll needs that: dates as {@code YYYY-MM-DD}, numbers without an
 * exponent and with the leading zeros that their format shows, of a formula the value that was last computed.
 *
 * @param fault why there is no value
 */
record CellText(String text, Optional<String> fault) {

    static final CellText EMPTY = new CellText("", Optional.empty());

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,2})?");
    private static final Pattern LITERALS = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]|_.|\\*.");
    private static final Pattern ZEROS = Pattern.compile("0{2,40}");

    static CellText of(Cell cell) {
        if (cell.getType() == CellType.ERROR) {
            return new CellText("", Optional.of("cell-error"));
        }
        String raw = cell.getRawValue();
        if (cell.getType() == CellType.FORMULA && raw == null) {
            return new CellText("", Optional.of("formula-without-value"));
        }
        if (raw != null && cell.getType() == CellType.FORMULA && raw.startsWith("#")) {
            return new CellText("", Optional.of("cell-error"));
        }
        return new CellText(text(cell, raw).strip(), Optional.empty());
    }

    private static String text(Cell cell, @Nullable String raw) {
        if (raw == null) {
            return "";
        }
        if (cell.getType() == CellType.BOOLEAN) {
            return raw.equals("1") ? "TRUE" : "FALSE";
        }
        boolean number = (cell.getType() == CellType.NUMBER || cell.getType() == CellType.FORMULA)
                && NUMBER.matcher(raw).matches();
        if (!number) {
            return raw;
        }
        String format = cell.getDataFormatString();
        if (format != null && isDate(format) && !raw.startsWith("-")) {
            return date(cell.asDate());
        }
        String plain = plain(new BigDecimal(raw));
        return format != null
                        && ZEROS.matcher(format).matches()
                        && plain.chars().allMatch(Character::isDigit)
                ? "0".repeat(Math.max(0, format.length() - plain.length())) + plain
                : plain;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String date(LocalDateTime date) {
        return date.toLocalDate().toString();
    }

    /** Whether a number format shows a day: it has years or days outside literal text. */
    private static boolean isDate(String format) {
        String bare = LITERALS.matcher(format).replaceAll("").toLowerCase(Locale.ROOT);
        return !bare.contains("general") && (bare.indexOf('y') >= 0 || bare.indexOf('d') >= 0);
    }
}
