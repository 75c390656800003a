// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

/**
 * Names a file that is published beside the log.
 *
 * @param sha256 of its bytes; also its name, {@code artifact/<sha256>}
 * @param length its bytes
 */
public record Artifact(Hash sha256, long length) {

    static final Form<Artifact> FORM = Form.object(o -> new Artifact(
            o.member("sha256", Forms.HASH, Artifact::sha256), o.member("length", Forms.INTEGER, Artifact::length)));

    /** The name of {@code bytes}. */
    public static Artifact of(byte[] bytes) {
        return new Artifact(Hash.sha256(bytes), bytes.length);
    }
}
