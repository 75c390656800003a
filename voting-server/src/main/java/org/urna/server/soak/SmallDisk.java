// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file system of 64 MB in memory, which only root can mount, and can be filled to its last byte. */
final class SmallDisk {

    private static final int BLOCK = 65_536;

    private final Path folder;
    private final boolean mounted;

    private SmallDisk(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    /** Mounts one there if that can be done. */
    static SmallDisk at(Path folder) throws InterruptedException {
        return new SmallDisk(folder, run("mount", "-t", "tmpfs", "-o", "size=64m", "urna-soak", folder.toString()));
    }

    boolean isMounted() {
        return mounted;
    }

    /** Where it is. */
    Path folder() {
        return folder;
    }

    /** Takes all the space that is left. */
    void fill() throws IOException {
        try (OutputStream out =
                Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            byte[] block = new byte[BLOCK];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (!Files.exists(ballast()) || Files.size(ballast()) == 0) {
                throw full;
            }
        }
    }

    /** Gives all of that back. */
    void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    /** Whether it is gone: while somebody has a file open there, it stays. */
    boolean unmount() throws InterruptedException {
        return !mounted || run("umount", folder.toString());
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
