// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder that holds all of one election's world: the server's data, and what its people keep. */
public record Home(Path folder) {

    /** A new, empty one under {@code target}. */
    public static Home create(String name) {
        try {
            Path parent = Files.createDirectories(Path.of("target", "elections").toAbsolutePath());
            return new Home(Files.createTempDirectory(parent, name + "-"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The server's data folder. */
    public Path data() {
        return folder.resolve("data");
    }

    /** Key files and passphrases of trustees and officers. */
    public Path people() {
        return folder.resolve("people");
    }

    /** What the programs printed. */
    public Path log() {
        return folder.resolve("log");
    }

    /** A copy for a test that changes things; nobody may be using this one. */
    public Home copy(String name) {
        Home copy = create(name);
        copy(data(), copy.data());
        copy(people(), copy.people());
        return copy;
    }

    /** Copies a folder with everything in it. */
    public static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Deletes a folder with everything in it. */
    public static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
