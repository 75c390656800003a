// SPDX-License-Identifier: Apache-2.0
package org.urna.server.config;

import java.util.ArrayList;
import java.util.List;

/** What a server still lacks before it may run an election that counts. */
public final class Production {

    private static final String BACKUPS =
            "backups: of the database (%s) every day, and of the keys (%s) once and apart from it; rehearse a restore";

    private Production() {}

    /**
     * A line for each setting that is good for a trial and for nothing else, beginning with its name; the last is about backups, which no
     * setting makes. Empty if every setting is fit for production.
     */
    public static List<String> missing(Config config) {
        List<String> lines = new ArrayList<>();
        if (!"https".equals(config.publicUrl().getScheme())) {
            lines.add("URNA_PUBLIC_URL: the https:// address that voters see, now " + config.publicUrl()
                    + "; a proxy in front ends TLS and passes to " + config.httpHost() + ":" + config.httpPort());
        }
        if (config.mail().smtp().isEmpty()) {
            lines.add("URNA_SMTP_URL, URNA_MAIL_FROM: a mail server and a sender; now messages are left in "
                    + config.outbox());
        }
        if (config.database() instanceof DatabaseUrl.Sqlite) {
            lines.add(
                    "URNA_DB_URL: postgresql://… for a large ballot or more than one server; now " + config.database());
        }
        if (config.keys().startsWith(config.data())) {
            lines.add("URNA_KEYS: a folder outside of " + config.data()
                    + ", so that no copy of the data holds the keys to it; now " + config.keys());
        }
        if (!lines.isEmpty()) {
            lines.add(BACKUPS.formatted(config.database(), config.keys()));
        }
        return lines;
    }
}
