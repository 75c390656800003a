// SPDX-License-Identifier: Apache-2.0
package org.urna.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProductionTest {

    private static final Map<String, String> READY = Map.of(
            "URNA_PUBLIC_URL", "https://vote.example.org",
            "URNA_SMTP_URL", "smtps://mail.example.org",
            "URNA_DB_URL", "postgresql://urna:secret-word@db.example.org/urna",
            "URNA_KEYS", "/srv/urna-keys",
            "URNA_DATA", "/srv/urna");

    private static List<String> missing(Map<String, String> settings) throws Exception {
        return Production.missing(ConfigReader.read(Optional.empty(), settings));
    }

    @Test
    void withoutAnySettingEveryOneThatProductionNeedsIsNamed() throws Exception {
        assertThat(missing(Map.of()))
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly(
                        "URNA_PUBLIC_URL", "URNA_SMTP_URL, URNA_MAIL_FROM", "URNA_DB_URL", "URNA_KEYS", "backups");
        assertThat(missing(Map.of()).get(0)).contains("proxy", "TLS");
    }

    @Test
    void whatIsSetIsNotNamedAndNothingIsSaidOnceAllIs() throws Exception {
        assertThat(missing(READY)).isEmpty();
        Map<String, String> inside = new HashMap<>(READY);
        inside.put("URNA_KEYS", Path.of("/srv/urna/keys").toString());
        assertThat(missing(inside))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).doesNotContain("secret-word"))
                .first()
                .asString()
                .startsWith("URNA_KEYS:");
    }
}
