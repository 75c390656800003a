// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.function.Function;
import java.util.function.Predicate;
import org.urna.crypto.MalformedException;

/** Members as they come from the bytes. */
final class ReadMembers<T> implements Members<T> {

    private final JsonReader in;

    ReadMembers(JsonReader in) {
        this.in = in;
    }

    @Override
    public <V> V member(String name, Form<V> form, Function<T, V> getter) throws MalformedException {
        in.beginMember(name);
        V value = form.read(in);
        in.leave();
        return value;
    }

    @Override
    public boolean next(String name, Predicate<T> written) {
        return in.isMember(name);
    }

    @Override
    public <S extends T> Members<S> as(Class<S> type) {
        return new ReadMembers<>(in);
    }

    @Override
    public <P> Members<P> part(Function<T, P> getter) {
        return new ReadMembers<>(in);
    }

    @Override
    public void require(boolean condition, String rule) throws MalformedException {
        in.require(condition, rule);
    }
}
