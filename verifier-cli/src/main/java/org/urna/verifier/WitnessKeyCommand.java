// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.log.NoteSigningKey;
import org.urna.verifier.watch.WitnessKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code witness-key DIR NAME}: makes a witness's key, or shows the public part of the one that is there. */
@Command(
        name = "witness-key",
        mixinStandardHelpOptions = true,
        header = "Makes the key with which watch co-signs, and prints what officers put into the manifest.",
        description = "The key stays in DIR, the folder of watch --state. Run again it prints the same key.")
final class WitnessKeyCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "Folder of the watcher.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path folder;

    @Parameters(
            index = "1",
            paramLabel = "NAME",
            description = "Name of the witness, such as witness.example.org/2026; without spaces and plus.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String name;

    @Override
    public Integer call() throws Exception {
        Optional<NoteSigningKey> there = WitnessKey.read(folder);
        if (there.isPresent() && !there.get().publicKey().name().equals(name)) {
            throw VerifierMain.wrong(
                    spec,
                    "the key there has another name: " + there.get().publicKey().name());
        }
        NoteSigningKey key = there.isPresent()
                ? there.get()
                : VerifierMain.usage(spec, () -> WitnessKey.make(folder, name, Entropy.secure()));
        spec.commandLine().getOut().println(key.publicKey());
        spec.commandLine().getOut().flush();
        return Status.PASSED;
    }
}
