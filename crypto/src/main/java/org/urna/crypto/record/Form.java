// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.urna.crypto.MalformedException;

/**
 * The one form in which values of a type are written: reads that writing and no other, and writes it.
 *
 * <p>{@link #write} refuses a value that {@link #read} would refuse, with an {@link IllegalArgumentException}: to publish it would be a bug.
 */
interface Form<T> {

    T read(JsonReader in) throws MalformedException;

    void write(JsonWriter out, T value);

    /** Names the members of an object in order; run for reading and for writing alike. */
    @FunctionalInterface
    interface Declaration<T> {
        T declare(Members<T> members) throws MalformedException;
    }

    /** A step from one value to another that may find it malformed. */
    @FunctionalInterface
    interface Step<A, B> {
        B apply(A value) throws MalformedException;
    }

    /** An object whose members are those that {@code declaration} asks for. */
    static <T> Form<T> object(Declaration<T> declaration) {
        return new Form<>() {
            @Override
            public T read(JsonReader in) throws MalformedException {
                in.beginObject();
                T value = declaration.declare(new ReadMembers<>(in));
                in.endObject();
                return value;
            }

            @Override
            public void write(JsonWriter out, T value) {
                out.beginObject();
                try {
                    declaration.declare(new WriteMembers<>(out, value));
                } catch (MalformedException e) {
                    throw new IllegalArgumentException(e.getMessage(), e);
                }
                out.endObject();
            }
        };
    }

    /** An array of {@code least} to {@code most} values. */
    static <T> Form<List<T>> list(Form<T> element, int least, int most) {
        return new Form<>() {
            @Override
            public List<T> read(JsonReader in) throws MalformedException {
                List<T> values = new ArrayList<>();
                in.beginArray();
                while (in.hasElement()) {
                    in.require(values.size() < most, "too many elements");
                    in.enter(values.size());
                    values.add(element.read(in));
                    in.leave();
                }
                in.require(values.size() >= least, "too few elements");
                return List.copyOf(values);
            }

            @Override
            public void write(JsonWriter out, List<T> values) {
                JsonWriter.require(values.size() >= least && values.size() <= most, "number of elements");
                out.beginArray();
                for (T value : values) {
                    out.element();
                    element.write(out, value);
                }
                out.endArray();
            }
        };
    }

    /** An array of any number of values; the size of the whole object bounds it. */
    static <T> Form<List<T>> list(Form<T> element) {
        return list(element, 0, Integer.MAX_VALUE);
    }

    /** The same writing for values of another type. */
    default <U> Form<U> map(Step<T, U> from, Function<U, T> to) {
        Form<T> inner = this;
        return new Form<>() {
            @Override
            public U read(JsonReader in) throws MalformedException {
                T value = inner.read(in);
                try {
                    return from.apply(value);
                } catch (MalformedException e) {
                    throw in.malformed(e);
                }
            }

            @Override
            public void write(JsonWriter out, U value) {
                inner.write(out, to.apply(value));
            }
        };
    }
}
