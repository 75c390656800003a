// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The three programs of the checkout, each run as a process of its own. */
public enum Programs {
    SERVER("voting-server", "voting-server"),
    TRUSTEE("trustee-cli", "trustee"),
    VERIFIER("verifier-cli", "verifier");

    private static final Set<Process> LIVE = ConcurrentHashMap.newKeySet();
    private static final AtomicInteger COUNTER = new AtomicInteger();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> LIVE.forEach(Process::destroyForcibly), "end of all programs"));
    }

    private final Path jar;

    Programs(String module, String name) {
        this.jar =
                Path.of("..", module, "target", name + ".jar").toAbsolutePath().normalize();
    }

    /** Where the program is; it is an error if it was not built. */
    public Path jar() {
        if (!Files.isRegularFile(jar)) {
            throw new AssertionError(jar + " is not there: the programs are tested as built, so run mvn verify");
        }
        return jar;
    }

    /** Starts the program; what it prints goes to files in {@code log}. */
    public Running start(Path log, List<String> arguments, Map<String, String> environment) {
        return start(log, arguments, environment, "");
    }

    /** Starts the program with something to read on its standard input. */
    public Running start(Path log, List<String> arguments, Map<String, String> environment, String input) {
        try {
            Files.createDirectories(log);
            String name =
                    String.format("%03d-%s", COUNTER.incrementAndGet(), name().toLowerCase(java.util.Locale.ROOT));
            Path output = log.resolve(name + ".out");
            Path errors = log.resolve(name + ".err");
            Path typed = Files.writeString(log.resolve(name + ".in"), input);
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            // Many short programs on few cores: the smallest collector is enough.
            command.addAll(List.of("-XX:+UseSerialGC", "-Xmx320m", "-jar"));
            command.add(jar().toString());
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(log.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(typed.toFile()))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().keySet().removeIf(key -> key.startsWith("URNA_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            LIVE.removeIf(each -> !each.isAlive());
            LIVE.add(process);
            return new Running(name + " " + String.join(" ", arguments), process, output, errors);
        } catch (IOException e) {
            throw new AssertionError("cannot start " + this, e);
        }
    }

    /** Starts the program and waits for its end. */
    public Ended run(Path log, String... arguments) {
        return start(log, List.of(arguments), Map.of()).await();
    }
}
