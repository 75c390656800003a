// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.page;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the report in one language; a language more is a file more beside {@code words_en.properties}. */
public final class Words {

    /** Languages that there are files for. */
    static final List<String> LANGUAGES = List.of("en", "cy");

    private final Locale locale;
    private final ResourceBundle bundle;

    /**
     * Reads the texts of a language.
     *
     * @throws IllegalArgumentException if there is no file for it
     */
    public Words(String language) {
        require(language);
        this.locale = Locale.forLanguageTag(language);
        this.bundle = ResourceBundle.getBundle(
                "org.urna.verifier.page.words",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /**
     * Finds out early whether there are texts.
     *
     * @throws IllegalArgumentException if there is no file for the language
     */
    public static void require(String language) {
        if (!LANGUAGES.contains(language)) {
            throw new IllegalArgumentException("the report can be written in " + String.join(", ", LANGUAGES));
        }
    }

    /** Its tag. */
    public String language() {
        return locale.getLanguage();
    }

    /** The text with {@code {0}}, {@code {1}} … replaced; it must be there. */
    public String of(String key, Object... values) {
        String text = bundle.getString(key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    /** With the separators of the language. */
    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** A share of a whole, with one decimal; a dash where there is no whole. */
    public String share(long part, long whole) {
        if (whole == 0) {
            return "–";
        }
        NumberFormat form = NumberFormat.getPercentInstance(locale);
        form.setMinimumFractionDigits(1);
        form.setMaximumFractionDigits(1);
        return form.format((double) part / whole);
    }

    /** Day and time of day in UTC. */
    public String time(Instant time) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", locale)
                .withZone(ZoneOffset.UTC)
                .format(time);
    }
}
