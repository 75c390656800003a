// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Board;
import org.urna.crypto.verify.Verified;
import org.urna.verifier.archive.ArchiveWriter;
import org.urna.verifier.place.MirroringBoard;
import org.urna.verifier.show.ReportText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mirror PLACE DIR}: copies a board into a folder, and if wanted into one file, verifying it on the way. */
@Command(
        name = "mirror",
        mixinStandardHelpOptions = true,
        header = "Copies a board into a folder and verifies it on the way.",
        description = {
            "A copy that broke off, or of an election that went on, is gone on with: what never changes is not fetched"
                    + " again.",
            "The status is that of the verification; the copy is made whatever it finds."
        })
final class MirrorCommand implements Callable<Integer> {

    private static final Set<String> OURS =
            Set.of("checkpoint", "checkpoint.part", "checkpoints", "checkpoints.part", "tile", "artifact");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PLACE", description = "Address, folder or archive of the board.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String place;

    @Parameters(index = "1", paramLabel = "DIR", description = "New or empty folder for the copy, or an earlier copy.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path folder;

    @Option(
            names = "--archive",
            paramLabel = "FILE",
            description = "Pack the copy into one zip file too, which verify reads as it is.")
    @Nullable
    Path archive;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    AnchorOptions anchorOptions;

    @Override
    public Integer call() throws Exception {
        VerifierMain.requireWritable(spec, archive);
        Board board = VerifierMain.open(spec, place);
        Anchors anchors = VerifierMain.usage(spec, anchorOptions::read);
        requireCopy();
        Verified verified = Run.verify(
                new MirroringBoard(board, folder), anchors, spec.commandLine().getErr());
        new ReportText(spec.commandLine().getOut()).print(verified);
        if (archive != null) {
            ArchiveWriter.write(folder, archive);
        }
        return Status.of(verified.report().overall());
    }

    /** Nobody's other files may get between those of a board. */
    private void requireCopy() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            if (files.anyMatch(file -> !OURS.contains(String.valueOf(file.getFileName())))) {
                throw VerifierMain.wrong(spec, "the folder for the copy holds other files");
            }
        }
    }
}
