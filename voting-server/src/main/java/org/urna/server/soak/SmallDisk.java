// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.nio.file.Path;

/** A file system of 64 MB in memory, which only root can mount. */
final class SmallDisk {

    private SmallDisk() {}

    /** Whether it is mounted now. */
    static boolean mount(Path folder) throws InterruptedException {
        return run("mount", "-t", "tmpfs", "-o", "size=64m", "urna-soak", folder.toString());
    }

    static void unmount(Path folder) throws IOException, InterruptedException {
        if (!run("umount", folder.toString())) {
            throw new IOException("cannot unmount " + folder);
        }
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
