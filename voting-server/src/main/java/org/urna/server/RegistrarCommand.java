// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import picocli.CommandLine.Command;

/** {@code registrar}: makes voting codes on a machine of its own, for elections whose server must not see them. */
@Command(
        name = "registrar",
        mixinStandardHelpOptions = true,
        header =
                "Makes, sends and replaces voting codes on a machine of its own: the server sees public credentials only.",
        description = {
            "For elections whose set-up names a registrar's key (mode separate). Everything lies in one folder (--home): the key, the database with"
                    + " roll and map, the outbox. Keep it as closed as the codes themselves, and back it up.",
            "How mail goes out: URNA_SMTP_URL, URNA_MAIL_FROM and URNA_BOUNCE_…, as for a server; without a mail system messages are left in the"
                    + " outbox folder, letters always."
        },
        subcommands = {
            RegistrarKeyCommand.class,
            RegistrarIssueCommand.class,
            RegistrarSendCommand.class,
            RegistrarStatusCommand.class,
            RegistrarRemindCommand.class,
            RegistrarCorrectCommand.class,
            RegistrarReplaceCommand.class,
            RegistrarDestroyCommand.class
        })
final class RegistrarCommand {}
