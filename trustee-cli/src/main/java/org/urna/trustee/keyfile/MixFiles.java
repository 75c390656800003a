// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.keyfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Hash;
import org.urna.trustee.RefusedException;

/**
 * What a mixer put out in one election, until it stands on the board: files in a folder beside the key file, named by their SHA-256, so
 * that an upload that broke off goes on with the same bytes. They hold no secret, and are not public yet.
 */
public final class MixFiles {

    private final Path folder;

    MixFiles(Path folder) {
        this.folder = folder;
    }

    /** Where they are. */
    public Path folder() {
        return folder;
    }

    /** Keeps a file; it is durable when this returns. */
    public void keep(byte[] content) throws IOException, RefusedException {
        SecretFile.createFolder(folder);
        SecretFile.replace(file(Hash.sha256(content)), content);
    }

    /** A file that was kept; empty if it is not there, or is not the one that it was. */
    public Optional<byte[]> read(Artifact artifact) throws IOException, RefusedException {
        Path file = file(artifact.sha256());
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        byte[] content = SecretFile.read(file, Math.toIntExact(artifact.length()));
        return Artifact.of(content).equals(artifact) ? Optional.of(content) : Optional.empty();
    }

    /** Deletes all files but these. */
    public void keepOnly(Set<Hash> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Set<Path> stay = wanted.stream().map(this::file).collect(Collectors.toSet());
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.toList()) {
                if (!stay.contains(each)) {
                    Files.delete(each);
                }
            }
        }
        try (Stream<Path> left = Files.list(folder)) {
            if (left.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(folder);
    }

    private Path file(Hash sha256) {
        return folder.resolve(sha256.hex());
    }
}
