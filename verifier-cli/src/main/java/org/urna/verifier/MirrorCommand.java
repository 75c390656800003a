// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Board;
import org.urna.crypto.verify.Verified;
import org.urna.verifier.place.MirroringBoard;
import org.urna.verifier.show.ReportText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mirror PLACE DIR}: copies a board into a folder, verifying it on the way. */
@Command(
        name = "mirror",
        mixinStandardHelpOptions = true,
        header = "Copies a board into a folder and verifies it on the way.")
final class MirrorCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PLACE", description = "Address or folder of the board.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String place;

    @Parameters(index = "1", paramLabel = "DIR", description = "New or empty folder for the copy.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path folder;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    AnchorOptions anchorOptions;

    @Override
    public Integer call() throws Exception {
        Board board = VerifierMain.open(spec, place);
        Anchors anchors = VerifierMain.usage(spec, anchorOptions::read);
        VerifierMain.requireEmpty(spec, folder);
        Verified verified = Run.verify(
                new MirroringBoard(board, folder), anchors, spec.commandLine().getErr());
        new ReportText(spec.commandLine().getOut()).print(verified);
        return Status.of(verified.report().overall());
    }
}
