// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.keyfile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.urna.trustee.RefusedException;

/**
 * Keeps a second process from using the same key file at the same time: each would overwrite what the other has promised. The lock
 * stands on a file beside it, since the key file itself is replaced at every change.
 */
final class KeyFileLock implements AutoCloseable {

    private final FileChannel channel;

    private KeyFileLock(FileChannel channel) {
        this.channel = channel;
    }

    static KeyFileLock take(Path keyFile) throws IOException, RefusedException {
        Path beside = keyFile.resolveSibling("." + keyFile.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            taken = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            taken = false;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        if (!taken) {
            throw new RefusedException(
                    keyFile + " is in use by another process: let that one end, then run this again");
        }
        return new KeyFileLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close(); // the file stays: to delete it would let two processes lock two files of one name
    }
}
