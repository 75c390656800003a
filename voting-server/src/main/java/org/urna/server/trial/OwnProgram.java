// SPDX-License-Identifier: Apache-2.0
package org.urna.server.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** This program, started again as a process of its own. Processes that are left over end with this one. */
public final class OwnProgram {

    private static final Set<Process> LIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> LIVE.forEach(Process::destroyForcibly), "end of all trials"));
    }

    private OwnProgram() {}

    /**
     * What a Java machine runs by.
     *
     * @param options of {@code java}
     */
    public record Machine(List<String> options) {

        /** As whoever installs a server starts it: what is measured runs by this. */
        public static final Machine STANDARD = new Machine(List.of());

        /** Up in half of the time and slower from then on, for what is started over and over. */
        public static final Machine SOON_UP =
                new Machine(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));

        public Machine {
            options = List.copyOf(options);
        }

        /** The same, which in the end leaves the classes that it has loaded in a file, where the class path allows it. */
        public Machine leavingClasses(Path file) {
            return with("-XX:ArchiveClassesAtExit=" + file);
        }

        /** The same, which begins with the classes of a file that one of its kind has {@linkplain #leavingClasses left}, if there is one. */
        public Machine takingClasses(Path file) {
            return Files.exists(file) ? with("-XX:SharedArchiveFile=" + file) : this;
        }

        private Machine with(String option) {
            List<String> more = new ArrayList<>(options);
            more.add(option);
            return new Machine(more);
        }
    }

    /** Starts {@code voting-server ARGUMENTS} on a {@linkplain Machine#STANDARD standard} machine. */
    public static Process start(Path log, String name, List<String> arguments, Map<String, String> settings)
            throws IOException {
        return start(log, name, Machine.STANDARD, arguments, settings);
    }

    /**
     * Starts {@code voting-server ARGUMENTS}.
     *
     * @param name of the files in {@code log} that get what it prints: {@code name.out} and {@code name.err}
     * @param settings names and values as in the environment; no other settings are passed on
     */
    public static Process start(
            Path log, String name, Machine machine, List<String> arguments, Map<String, String> settings)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(machine.options());
        command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
        command.add("org.urna.server.ServerMain");
        command.addAll(arguments);
        return run(log, name, command, settings);
    }

    /** Starts any program. */
    static Process run(Path log, String name, List<String> command, Map<String, String> settings) throws IOException {
        Files.createDirectories(log);
        Path nothing = log.resolve("no-input");
        if (!Files.exists(nothing)) {
            Files.write(nothing, new byte[0]);
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(nothing.toFile())
                .redirectOutput(output(log, name).toFile())
                .redirectError(errors(log, name).toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("URNA_"));
        builder.environment().putAll(settings);
        Process process = builder.start();
        LIVE.removeIf(each -> !each.isAlive());
        LIVE.add(process);
        return process;
    }

    /** What a program of this name printed. */
    public static Path output(Path log, String name) {
        return log.resolve(name + ".out");
    }

    /** What a program of this name said on the side. */
    public static Path errors(Path log, String name) {
        return log.resolve(name + ".err");
    }
}
