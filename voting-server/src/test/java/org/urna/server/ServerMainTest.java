// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServerMainTest {

    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        CommandLine commands = ServerMain.commandLine();
        commands.setOut(new PrintWriter(new StringWriter()));
        commands.setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }

    @Test
    void aWrongCommandLineIsStatus2() {
        assertThat(run("serve", "--no-such-option")).isEqualTo(2);
        assertThat(run("no-such-command")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void wrongSettingsAreStatus2AndAreNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("urna.json"), "{\"URNA_HTTP_PORT\":\"x\",\"URNA_TYPO\":1}");

        assertThat(run("serve", "--config", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("setting URNA_HTTP_PORT: ", "setting URNA_TYPO: is not a setting");
    }

    @Test
    void aFailureOfTheProgramItselfIsStatus70() throws Exception {
        Path occupied = Files.writeString(folder.resolve("file"), "not a folder");
        Path file = Files.writeString(
                folder.resolve("urna.json"),
                "{\"URNA_HTTP_PORT\":0,\"URNA_PUBLIC_URL\":\"http://localhost\",\"URNA_KEYS\":\"" + occupied + "\"}");

        assertThat(run("serve", "--config", file.toString())).isEqualTo(70);
    }

    @Test
    void helpIsStatus0() {
        assertThat(run("--help")).isZero();
    }
}
