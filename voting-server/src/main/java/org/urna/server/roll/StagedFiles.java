// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.urna.server.keys.SecretFile;

/**
 * Uploaded files, in a folder that only the server may enter, until their rows are members. Read on one thread, one after the other, so that the
 * memory of one import is all that imports take.
 */
final class StagedFiles {

    private static final long MINUTES_OF_READING = 30;

    private final Path folder;
    private final WorkerExecutor reader;

    StagedFiles(Vertx vertx, Path folder) {
        this.folder = folder;
        this.reader = vertx.createSharedWorkerExecutor("roll", 1, MINUTES_OF_READING, TimeUnit.MINUTES);
    }

    Path path(String id) {
        return folder.resolve(id);
    }

    /** Runs what reads a file, off the event loop. */
    <T> Future<T> read(Callable<T> task) {
        return reader.executeBlocking(task, false);
    }

    Future<Path> prepare(String id) {
        return read(() -> {
            SecretFile.createFolder(folder);
            return path(id);
        });
    }

    Future<Void> delete(String id) {
        return read(() -> {
            Files.deleteIfExists(path(id));
            return null;
        });
    }

    /** Deletes what no import knows. */
    Future<Void> keepOnly(Set<String> ids) {
        return read(() -> {
            for (Path file : files()) {
                if (!ids.contains(String.valueOf(file.getFileName()))) {
                    Files.deleteIfExists(file);
                }
            }
            return null;
        });
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
