// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.ceremony;

import java.util.Arrays;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Hash;
import org.urna.trustee.RefusedException;
import org.urna.trustee.terminal.Meter;
import org.urna.trustee.terminal.Waiting;
import org.urna.trustee.transport.ElectionPlace;

/** Hands over the files that a message names, before the message: in parts, and only those that are not there yet. */
final class FileUpload {

    private final ElectionPlace place;
    private final Waiting waiting;

    FileUpload(ElectionPlace place, Waiting waiting) {
        this.place = place;
        this.waiting = waiting;
    }

    void run(byte[] message, List<byte[]> files) throws RefusedException, MalformedException, InterruptedException {
        ElectionPlace.Announced announced = waiting.reach(() -> place.announce(message));
        long parts = announced.missing().values().stream().mapToLong(List::size).sum();
        long sent = 0;
        Meter meter = waiting.meter("files");
        for (byte[] file : files) {
            Hash sha256 = Hash.sha256(file);
            for (long part : announced.missing().getOrDefault(sha256.hex(), List.of())) {
                byte[] content = part(file, part, announced.partBytes());
                waiting.reach(() -> {
                    place.put(announced.token(), sha256, (int) part, content);
                    return sha256;
                });
                meter.at("uploading", ++sent, parts);
            }
        }
    }

    private static byte[] part(byte[] file, long part, int partBytes) throws MalformedException {
        if (part > file.length / partBytes || part * partBytes >= file.length) {
            throw new MalformedException("the server asks for a part that the file does not have");
        }
        int from = (int) (part * partBytes);
        return Arrays.copyOfRange(file, from, from + Math.min(partBytes, file.length - from));
    }
}
