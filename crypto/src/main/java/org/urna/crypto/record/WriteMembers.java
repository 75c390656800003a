// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.function.Function;
import java.util.function.Predicate;

/** Members as they go out, taken from a value. */
final class WriteMembers<T> implements Members<T> {

    private final JsonWriter out;
    private final T value;

    WriteMembers(JsonWriter out, T value) {
        this.out = out;
        this.value = value;
    }

    @Override
    public <V> V member(String name, Form<V> form, Function<T, V> getter) {
        V member = getter.apply(value);
        out.member(name);
        form.write(out, member);
        return member;
    }

    @Override
    public boolean next(String name, Predicate<T> written) {
        return written.test(value);
    }

    @Override
    public <S extends T> Members<S> as(Class<S> type) {
        return new WriteMembers<>(out, type.cast(value));
    }

    @Override
    public <P> Members<P> part(Function<T, P> getter) {
        return new WriteMembers<>(out, getter.apply(value));
    }

    @Override
    public void require(boolean condition, String rule) {
        JsonWriter.require(condition, rule);
    }
}
