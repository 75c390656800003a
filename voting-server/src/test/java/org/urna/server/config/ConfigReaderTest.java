// SPDX-License-Identifier: Apache-2.0
package org.urna.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {

    @TempDir
    private Path folder;

    @Test
    void everySettingHasAStandard() throws Exception {
        Config config = ConfigReader.read(Optional.empty(), Map.of("PATH", "/bin"));

        assertThat(config.httpHost()).isEqualTo("127.0.0.1");
        assertThat(config.httpPort()).isEqualTo(8080);
        assertThat(config.publicUrl()).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(config.data()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(config.keys()).isEqualTo(config.data().resolve("keys"));
        assertThat(config.database())
                .isEqualTo(new DatabaseUrl.Sqlite(config.data().resolve("urna.db")));
    }

    @Test
    void theEnvironmentWinsOverTheFile() throws Exception {
        Path file = write("{\"URNA_HTTP_PORT\":9000,\"URNA_HTTP_HOST\":\"0.0.0.0\",\"URNA_DATA\":\"" + folder + "\"}");

        Config config = ConfigReader.read(Optional.of(file), Map.of("URNA_HTTP_PORT", "9001"));

        assertThat(config.httpPort()).isEqualTo(9001);
        assertThat(config.httpHost()).isEqualTo("0.0.0.0");
        assertThat(config.keys()).isEqualTo(folder.resolve("keys"));
    }

    @Test
    void allFaultsAreNamedAtOnce() throws Exception {
        Path file = write("{\"URNA_HTTP_PORT\":\"many\",\"URNA_HTTP_HSOT\":\"x\",\"URNA_KEYS\":null}");

        assertThatThrownBy(() -> ConfigReader.read(
                        Optional.of(file),
                        Map.of("URNA_PUBLIC_URL", "ftp://x", "URNA_MAIL_FROM", "nobody", "URNA_NEW", "1")))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.faults())
                                .hasSize(6)
                                .anyMatch(fault -> fault.startsWith("URNA_HTTP_PORT: "))
                                .anyMatch(fault -> fault.startsWith("URNA_HTTP_HSOT: is not a setting"))
                                .anyMatch(fault -> fault.startsWith("URNA_KEYS: "))
                                .anyMatch(fault -> fault.startsWith("URNA_PUBLIC_URL: "))
                                .anyMatch(fault -> fault.startsWith("URNA_MAIL_FROM: "))
                                .anyMatch(fault -> fault.startsWith("URNA_NEW: is not a setting")));
    }

    @ParameterizedTest
    @CsvSource({
        "URNA_HTTP_PORT, 65536",
        "URNA_HTTP_PORT, -1",
        "URNA_HTTP_PORT, 0",
        "URNA_PUBLIC_URL, https://user:pw@host",
        "URNA_PUBLIC_URL, https://host/?q",
        "URNA_DB_URL, mysql://x/y",
        "URNA_DB_URL, postgresql://host",
        "URNA_DB_URL, sqlite:",
        "URNA_SMTP_URL, mail.example.org",
        "URNA_WITNESSES, 'https://a, b'",
    })
    void aBadValueIsAFault(String name, String value) {
        assertThatThrownBy(() -> ConfigReader.read(Optional.empty(), Map.of(name, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("URNA_");
    }

    @ParameterizedTest
    @CsvSource({"[]", "{", "'{\"URNA_DATA\":\"a\",\"URNA_DATA\":\"b\"}'", "'{\"URNA_DATA\":{}}'"})
    void aFileThatIsNoneIsAFault(String text) throws Exception {
        Path file = write(text);

        assertThatThrownBy(() -> ConfigReader.read(Optional.of(file), Map.of())).isInstanceOf(ConfigException.class);
    }

    @Test
    void passwordsAreNotPrinted() throws Exception {
        Config config = ConfigReader.read(
                Optional.empty(),
                Map.of("URNA_DB_URL", "postgresql://urna:s3cret@db:5433/urna", "URNA_SMTP_URL", "smtp://u:s3cret@mx"));

        assertThat(config.database()).isEqualTo(new DatabaseUrl.PostgreSql("db", 5433, "urna", "urna", "s3cret"));
        assertThat(config.toString()).doesNotContain("s3cret").contains("postgresql://db:5433/urna");
    }

    @Test
    void aFaultyDatabaseUrlIsNotRepeated() {
        assertThatThrownBy(() -> ConfigReader.read(Optional.empty(), Map.of("URNA_DB_URL", "postgresql://u:s3cret@h")))
                .hasMessageContaining("URNA_DB_URL")
                .hasMessageNotContaining("s3cret");
    }

    private Path write(String text) throws Exception {
        return Files.writeString(folder.resolve("urna.json"), text);
    }
}
