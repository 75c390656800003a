// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What officers do. */
@Command(
        name = "officer",
        mixinStandardHelpOptions = true,
        description = "An officer's key, and an officer's signatures under decisions.")
final class OfficerCommand implements Runnable {

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(TrusteeCommand.require(spec).commandLine(), "a command is missing: new or sign");
    }
}
