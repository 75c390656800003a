// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;

/**
 * The members of one object in the order of its declaration: while reading, each call reads a member; while writing, it writes the
 * member of the value at hand and returns it.
 *
 * @param <T> what the object stands for
 */
interface Members<T> {

    /** The next member, which must be there. */
    <V> V member(String name, Form<V> form, Function<T, V> getter) throws MalformedException;

    /** Whether the next member is {@code name}; while writing, whether {@code written} holds for the value. */
    boolean next(String name, Predicate<T> written);

    /** The same members for a value known to be of the narrower {@code type}. */
    <S extends T> Members<S> as(Class<S> type);

    /** The same members where an object's members stand for a part of the value. */
    <P> Members<P> part(Function<T, P> getter);

    /** Demands what relates the members read so far. */
    void require(boolean condition, String rule) throws MalformedException;

    /** The next member, or null where it is left out. */
    default <V> @Nullable V optional(String name, Form<V> form, Function<T, @Nullable V> getter)
            throws MalformedException {
        if (!next(name, value -> getter.apply(value) != null)) {
            return null;
        }
        return member(name, form, value -> Members.present(getter.apply(value)));
    }

    private static <V> V present(@Nullable V value) {
        if (value == null) {
            throw new IllegalStateException("a member vanished");
        }
        return value;
    }
}
