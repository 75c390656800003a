// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.SignedMessage;
import org.urna.trustee.RefusedException;

/**
 * An election as it is on a stick: a copy of its board in one folder, and messages left in another for {@link Carrier} to hand over. For a machine
 * without a network. A message that is left again is the same file.
 */
public final class FolderPlace implements ElectionPlace {

    /** Folder of messages that wait to be handed over. */
    static final String MESSAGES = "messages";

    /** Folder of those that were handed over. */
    static final String SENT = "sent";

    /** Folder of the files that messages name, by their hash. */
    static final String FILES = "files";

    /** Bytes of a part of a file. */
    static final int PART = 1 << 20;

    /** Nobody asks for it on a stick, and an announcement has one. */
    private static final String NO_TOKEN = "A".repeat(22);

    private final Path board;
    private final Path out;

    /**
     * @param in a copy of the board, or a folder with one in {@code board}
     * @param out folder for messages, made when the first is left
     * @throws IllegalArgumentException if {@code in} holds no board
     */
    public FolderPlace(Path in, Path out) {
        Path inner = in.resolve("board");
        this.board = Files.exists(in.resolve("checkpoint")) ? in : inner;
        this.out = out;
        if (!Files.exists(board.resolve("checkpoint"))) {
            throw new IllegalArgumentException("there is no copy of a board in " + in);
        }
    }

    @Override
    public byte[] read(String path, int most) throws IOException, RefusedException {
        Path file = board.resolve(path).normalize();
        if (!file.startsWith(board.normalize()) || !Files.isRegularFile(file)) {
            throw new NotThereException("the copy of the board has no " + path);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(most);
            if (in.read() >= 0) {
                throw new RefusedException(file + " is longer than it can be: make the copy of the board again");
            }
            return content;
        }
    }

    @Override
    public byte[] readWeb(String path, int most) throws IOException {
        throw new NotThereException("a stick has no pages");
    }

    @Override
    public Delivery deliver(byte[] message) throws IOException, RefusedException {
        String name = name(message);
        if (!Files.exists(out.resolve(SENT).resolve(name))) {
            for (Map.Entry<String, Long> file : NamedFiles.of(message).entrySet()) {
                if (!isThere(file)) {
                    throw new RefusedException(
                            "a file that the message names is not on the stick: run the same command again");
                }
            }
            write(Files.createDirectories(out.resolve(MESSAGES)).resolve(name), message);
        }
        return Delivery.APPENDED;
    }

    /** The messages in {@code out} that wait to be handed over, oldest first. */
    public static List<Path> waiting(Path out) throws IOException {
        Path folder = out.resolve(MESSAGES);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> messages = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".json")).forEach(messages::add);
        }
        Map<Path, Long> ages = new HashMap<>();
        for (Path each : messages) {
            ages.put(each, Files.getLastModifiedTime(each).toMillis());
        }
        messages.sort(Comparator.<Path, Long>comparing(ages::get).thenComparing(Path::toString));
        return messages;
    }

    /** The kind of message and the beginning of its hash: the same message has the same name. */
    static String name(byte[] message) throws RefusedException {
        return read(message).message().type() + "-" + Hash.sha256(message).hex().substring(0, 16) + ".json";
    }

    private static SignedMessage read(byte[] message) throws RefusedException {
        try {
            return SignedMessage.read(message);
        } catch (MalformedException e) {
            throw new RefusedException("a message on the stick does not read: " + e.getMessage(), e);
        }
    }

    @Override
    public Announced announce(byte[] message) throws IOException, RefusedException {
        Map<String, List<Long>> missing = new HashMap<>();
        for (Map.Entry<String, Long> file : NamedFiles.of(message).entrySet()) {
            long parts = (file.getValue() + PART - 1) / PART;
            missing.put(
                    file.getKey(),
                    isThere(file)
                            ? List.of()
                            : LongStream.range(0, parts).boxed().toList());
        }
        return new Announced(NO_TOKEN, PART, missing);
    }

    private boolean isThere(Map.Entry<String, Long> file) throws IOException {
        Path kept = out.resolve(FILES).resolve(file.getKey());
        return Files.exists(kept) && Files.size(kept) == file.getValue();
    }

    @Override
    public void put(String token, Hash sha256, int part, byte[] content) throws IOException {
        Path file = Files.createDirectories(out.resolve(FILES)).resolve(sha256.hex());
        try (RandomAccessFile writing = new RandomAccessFile(file.toFile(), "rw")) {
            writing.seek((long) part * PART);
            writing.write(content);
            writing.getFD().sync();
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (RandomAccessFile writing = new RandomAccessFile(part.toFile(), "rw")) {
            writing.setLength(0);
            writing.write(content);
            writing.getFD().sync(); // a stick is pulled out early
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public List<DraftedDecision> decisions() throws RefusedException {
        throw new RefusedException("decisions are not on the stick: officers sign with --server");
    }

    @Override
    public SignatureReceipt sign(int number, String signature) throws RefusedException {
        throw new RefusedException("decisions are not on the stick: officers sign with --server");
    }

    /** What messages look like as text. */
    static String text(byte[] message) {
        return new String(message, StandardCharsets.US_ASCII);
    }
}
