// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.ElectionId;
import org.urna.trustee.transport.ElectionPlace;
import org.urna.trustee.transport.FolderPlace;
import org.urna.trustee.transport.HttpPlace;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which election, and where it is reached. */
final class PlaceOptions {

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Option(names = "--server", paramLabel = "URL", description = "Root of the voting server.")
    String server = "";

    @Option(
            names = "--in",
            paramLabel = "DIR",
            description = "Without a network, instead of --server: a copy of the board, made by verifier mirror.")
    @Nullable
    Path in;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Without a network: folder for messages, which trustee carry hands over elsewhere.")
    @Nullable
    Path out;

    @Option(
            names = "--election",
            required = true,
            paramLabel = "ID",
            description = "The election: 32 hexadecimal digits.")
    String election = "";

    ElectionId election() {
        try {
            return ElectionId.parse(election);
        } catch (MalformedException e) {
            throw wrong("--election: " + e.getMessage(), e);
        }
    }

    /** Whether there is a stick instead of a server. */
    boolean isOffline() {
        return in != null;
    }

    /** Whether messages on the stick wait to be handed over. */
    boolean isLeftBehind() throws IOException {
        return out != null && !FolderPlace.waiting(out).isEmpty();
    }

    ElectionPlace place() {
        if ((in == null) != (out == null) || (in == null) == server.isEmpty()) {
            throw wrong("give --server, or --in and --out", new IllegalArgumentException());
        }
        if (in != null && out != null) {
            try {
                return new FolderPlace(in, out);
            } catch (IllegalArgumentException e) {
                throw wrong("--in: " + e.getMessage(), e);
            }
        }
        try {
            return new HttpPlace(new URI(server), election());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw wrong("--server: " + e.getMessage(), e);
        }
    }

    private ParameterException wrong(String message, Exception cause) {
        if (spec == null) {
            throw new IllegalStateException("not mixed into a command");
        }
        return new ParameterException(spec.commandLine(), message, cause);
    }
}
