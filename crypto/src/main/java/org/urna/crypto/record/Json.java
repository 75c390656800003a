// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.Arrays;
import org.urna.crypto.MalformedException;

/** Whole objects from and to bytes. */
final class Json {

    /** The most bytes of a log entry, and of every object that stands in one. */
    static final int MAX_ENTRY = 65_535;

    private Json() {}

    /** Reads exactly {@code bytes}, which must equal the writing of the result. */
    static <T> T read(Form<T> form, byte[] bytes, int most) throws MalformedException {
        if (bytes.length > most) {
            throw new MalformedException("more than " + most + " bytes");
        }
        JsonReader in = new JsonReader(bytes);
        T value = form.read(in);
        in.end();
        if (!Arrays.equals(bytes, write(form, value))) {
            throw new MalformedException("not the canonical writing of its value");
        }
        return value;
    }

    static <T> T read(Form<T> form, byte[] bytes) throws MalformedException {
        return read(form, bytes, MAX_ENTRY);
    }

    static <T> byte[] write(Form<T> form, T value) {
        JsonWriter out = new JsonWriter();
        form.write(out, value);
        return out.toBytes();
    }
}
