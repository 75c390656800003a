// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The other programs, each run as a process of its own. */
final class Tools {

    private final Path trustee;
    private final Path verifier;

    private Tools(Path trustee, Path verifier) {
        this.trustee = trustee;
        this.verifier = verifier;
    }

    /** What a process printed, and how it ended. */
    record Ended(int status, String output, String errors) {}

    /** A process under way. */
    record Running(String name, Process process, Path output, Path errors) {

        Ended await() throws IOException, InterruptedException {
            int status = process.waitFor();
            return new Ended(status, Files.readString(output), Files.readString(errors));
        }
    }

    /**
     * Finds {@code trustee.jar} and {@code verifier.jar}: in {@code folder}, or beside this program, or in the checkout that it was built in.
     *
     * @throws IOException if one is nowhere to be found; the message says what to do
     */
    static Tools find(@Nullable Path folder) throws IOException {
        return new Tools(find(folder, "trustee"), find(folder, "verifier"));
    }

    private static Path find(@Nullable Path folder, String name) throws IOException {
        String jar = name + ".jar";
        List<Path> places = new ArrayList<>();
        if (folder != null) {
            places.add(folder.resolve(jar));
        } else {
            Path here = ownFolder();
            places.add(here.resolve(jar));
            places.add(here.resolve("../../" + name + "-cli/target/" + jar).normalize());
        }
        Optional<Path> found = places.stream().filter(Files::isRegularFile).findFirst();
        return found.orElseThrow(() -> new IOException(jar + " is not there (looked for " + places
                + "): build with mvn package, or name its folder with --tools"));
    }

    /** The folder of the jar that this class comes from, or of its classes. */
    private static Path ownFolder() throws IOException {
        try {
            Path own = Path.of(Tools.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Objects.requireNonNull(own.toAbsolutePath().getParent());
        } catch (URISyntaxException e) {
            throw new IOException("cannot tell where this program is", e);
        }
    }

    /** Starts {@code trustee ARGUMENTS}; what it prints goes to files in {@code folder}. */
    Running startTrustee(Path folder, String name, List<String> arguments) throws IOException {
        return start(trustee, folder, name, arguments);
    }

    /** Starts {@code verifier ARGUMENTS}. */
    Running startVerifier(Path folder, String name, List<String> arguments) throws IOException {
        return start(verifier, folder, name, arguments);
    }

    /** The command line of the verifier, for a person to type. */
    String verifierCommand(List<String> arguments) {
        return "java -jar " + verifier + " " + String.join(" ", arguments);
    }

    private static Running start(Path jar, Path folder, String name, List<String> arguments) throws IOException {
        Files.createDirectories(folder);
        Path output = folder.resolve(name + ".out");
        Path errors = folder.resolve(name + ".err");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:+UseSerialGC", "-jar", jar.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(nothing(folder)))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        return new Running(name, process, output, errors);
    }

    private static java.io.File nothing(Path folder) throws IOException {
        Path empty = folder.resolve("no-input");
        if (!Files.exists(empty)) {
            Files.write(empty, "".getBytes(StandardCharsets.US_ASCII));
        }
        return empty.toFile();
    }
}
