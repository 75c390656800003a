// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;

/**
 * A {@code manifest} entry. It holds the manifest, or names the artifact that is it; never both.
 *
 * @param manifest null where it is an artifact
 * @param artifact null where it stands in the entry
 */
public record ManifestEntry(
        Instant time, @Nullable Manifest manifest, @Nullable Artifact artifact) implements Entry {

    public ManifestEntry {
        if ((manifest == null) == (artifact == null)) {
            throw new IllegalArgumentException("a manifest is either in its entry or an artifact");
        }
    }

    /** The entry of {@code manifest}; when it names an artifact, its bytes are {@link Manifest#write}. */
    public static ManifestEntry of(Instant time, Manifest manifest) {
        byte[] bytes = manifest.write();
        return bytes.length <= Manifest.MAX_INLINE
                ? new ManifestEntry(time, manifest, null)
                : new ManifestEntry(time, null, Artifact.of(bytes));
    }

    static ManifestEntry rest(Instant time, Members<ManifestEntry> o) throws MalformedException {
        Manifest manifest = o.optional("manifest", Manifest.FORM, ManifestEntry::manifest);
        if (manifest != null) {
            return new ManifestEntry(time, manifest, null);
        }
        Artifact artifact = o.optional("artifact", Artifact.FORM, ManifestEntry::artifact);
        o.require(artifact != null, "member expected: manifest or artifact");
        return new ManifestEntry(time, null, artifact);
    }

    /** Which of the two members there must be depends on the manifest's length. */
    void requireRightPlace() throws MalformedException {
        if (manifest != null && manifest.write().length > Manifest.MAX_INLINE) {
            throw new MalformedException("manifest too long to stand in its entry");
        }
        if (artifact != null && (artifact.length() <= Manifest.MAX_INLINE || artifact.length() > Manifest.MAX_BYTES)) {
            throw new MalformedException("manifest of this length is not an artifact");
        }
    }

    @Override
    public EntryType type() {
        return EntryType.MANIFEST;
    }

    @Override
    public byte[] signedBytes() {
        return manifest != null ? manifest.write() : Json.write(Artifact.FORM, Objects.requireNonNull(artifact));
    }
}
