// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The board in files on which the verifier's program is tested. With {@code -Dsample.write=true} it is written anew. */
class SampleBoardTest {

    private static final Path ROOT = Path.of("..", "verifier-cli", "src", "test", "resources", "sample");

    @Test
    void theSampleIsWhatTheElectionGives() throws IOException {
        Tamper tamper = new Tamper();
        tamper.options.put("receipts", true);
        TestElection election = TestElection.build(tamper);
        Map<String, byte[]> sample = new TreeMap<>();
        election.files.forEach((path, content) -> sample.put("board/" + path, content));
        sample.put("board-key", text(election.boardKey.publicKey() + "\n"));
        sample.put("fingerprint", text(election.election.hex() + "\n"));
        sample.put("receipt.jws", text(election.receipts.get(3)));

        for (Map.Entry<String, byte[]> file : sample.entrySet()) {
            Path path = ROOT.resolve(file.getKey());
            if (Boolean.getBoolean("sample.write")) {
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            assertThat(Files.readAllBytes(path)).as(file.getKey()).isEqualTo(file.getValue());
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
