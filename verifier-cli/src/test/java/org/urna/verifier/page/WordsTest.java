// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.urna.crypto.verify.Phase;
import org.urna.crypto.verify.report.Check;

class WordsTest {

    private static Properties texts(String language) throws IOException {
        Properties texts = new Properties();
        try (InputStream in = Words.class.getResourceAsStream("words_" + language + ".properties")) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        for (int i = 0; i < 10; i++) {
            if (text.contains("{" + i + "}")) {
                places.add("{" + i + "}");
            }
        }
        return places;
    }

    @Test
    void everyLanguageHasEveryTextWithTheSamePlaces() throws IOException {
        Properties english = texts("en");
        for (String language : Words.LANGUAGES) {
            Properties other = texts(language);
            assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
            for (String key : english.stringPropertyNames()) {
                assertThat(places(other.getProperty(key)))
                        .as(language + " " + key)
                        .isEqualTo(places(english.getProperty(key)));
            }
        }
    }

    @Test
    void everyCheckIsNamedExplainedAndSaysWhatItsFailureMeans() throws IOException {
        Properties texts = texts("en");
        for (Check check : Check.values()) {
            assertThat(Stream.of("check.", "holds.", "fails.").map(kind -> texts.getProperty(kind + check.id())))
                    .as(check.id())
                    .doesNotContainNull();
        }
        for (Phase phase : Phase.values()) {
            assertThat(texts)
                    .containsKey(
                            "phase." + phase.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }
}
