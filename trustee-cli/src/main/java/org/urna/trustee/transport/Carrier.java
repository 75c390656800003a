// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.transport;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Hash;
import org.urna.trustee.RefusedException;

/** Hands over what a machine without a network left on a stick, in the order in which it was left. It needs no key: every message is signed. */
public final class Carrier {

    private static final int MAX_MESSAGE = 1 << 16;

    private final Path out;
    private final ElectionPlace place;

    /**
     * @param out the folder that {@link FolderPlace} left messages in
     * @param place where they go
     */
    public Carrier(Path out, ElectionPlace place) {
        this.out = out;
        this.place = place;
    }

    /** The messages that wait, oldest first. */
    public List<Path> waiting() throws IOException {
        return FolderPlace.waiting(out);
    }

    /**
     * Hands one over, its files first, and puts it aside.
     *
     * @throws RefusedException if the place refuses it: it stays, and so do those after it
     */
    public ElectionPlace.Delivery handOver(Path message) throws IOException, RefusedException, MalformedException {
        byte[] bytes = Files.readAllBytes(message);
        if (bytes.length > MAX_MESSAGE) {
            throw new RefusedException(message + " is longer than a message can be");
        }
        if (!NamedFiles.of(bytes).isEmpty()) {
            ElectionPlace.Announced announced = place.announce(bytes);
            for (Map.Entry<String, List<Long>> file : announced.missing().entrySet()) {
                for (long part : file.getValue()) {
                    place.put(
                            announced.token(),
                            Hash.parse(file.getKey()),
                            Math.toIntExact(part),
                            part(file.getKey(), part, announced.partBytes()));
                }
            }
        }
        ElectionPlace.Delivery delivery = place.deliver(bytes);
        Path sent = Files.createDirectories(out.resolve(FolderPlace.SENT));
        Files.move(message, sent.resolve(message.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        return delivery;
    }

    private byte[] part(String sha256, long part, int length) throws IOException, RefusedException {
        Path file = out.resolve(FolderPlace.FILES).resolve(sha256);
        if (!Files.exists(file)) {
            throw new RefusedException("the stick lacks the file " + sha256 + ", which a message names");
        }
        try (RandomAccessFile reading = new RandomAccessFile(file.toFile(), "r")) {
            long from = part * length;
            if (from >= reading.length()) {
                throw new RefusedException("the file " + sha256 + " on the stick is cut off: leave the message again");
            }
            byte[] content = new byte[(int) Math.min(length, reading.length() - from)];
            reading.seek(from);
            reading.readFully(content);
            return content;
        }
    }
}
