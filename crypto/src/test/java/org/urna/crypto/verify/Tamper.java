// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.mix.Ciphertexts;
import org.urna.crypto.mix.Shuffled;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.Decision;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Message;

/**
 * Where an election under construction is altered. Everything after the alteration is computed and signed as if nothing had happened, so that
 * a board is wrong in one place only.
 */
final class Tamper {

    UnaryOperator<Manifest> manifest = UnaryOperator.identity();
    UnaryOperator<Message> message = UnaryOperator.identity();
    Function<Message, SigningKey> signer = m -> null;
    UnaryOperator<Decision> decision = UnaryOperator.identity();
    BiFunction<Decision, List<SigningKey>, List<SigningKey>> officers = (decided, keys) -> keys;
    UnaryOperator<Entry> entry = UnaryOperator.identity();
    UnaryOperator<byte[]> raw = UnaryOperator.identity();
    BiFunction<Integer, Ballot, Ballot> ballot = (number, made) -> made;
    BiFunction<Integer, CastRequest, CastRequest> cast = (number, request) -> request;
    UnaryOperator<Ciphertexts> input = UnaryOperator.identity();
    BiFunction<Ciphertexts, Shuffled, Shuffled> shuffled = (mixed, made) -> made;
    UnaryOperator<byte[]> credentials = UnaryOperator.identity();
    Consumer<TestElection> afterBallots = election -> {};
    Consumer<Map<String, byte[]>> files = files -> {};
    final Map<EntryType, Consumer<TestElection>> before = new EnumMap<>(EntryType.class);
    final Set<EntryType> skipped = java.util.EnumSet.noneOf(EntryType.class);
    final Map<String, Boolean> options = new HashMap<>();

    /** Calls {@code step} before the first entry of a type is appended. */
    Tamper before(EntryType type, Consumer<TestElection> step) {
        before.put(type, step);
        return this;
    }

    /** Calls {@code step} when everybody has voted and voting is open yet. */
    Tamper afterBallots(Consumer<TestElection> step) {
        afterBallots = step;
        return this;
    }

    /** Leaves out every entry of a type. */
    Tamper skip(EntryType type) {
        skipped.add(type);
        return this;
    }

    /** Alters messages of one class and, unless 0, of one trustee. */
    <M extends Message> Tamper message(Class<M> type, int trustee, UnaryOperator<M> change) {
        message = made -> type.isInstance(made) && (trustee == 0 || Trustees.indexOf(made) == trustee)
                ? change.apply(type.cast(made))
                : made;
        return this;
    }

    /** Alters entries of one class. */
    <T extends Entry> Tamper entry(Class<T> type, UnaryOperator<T> change) {
        entry = made -> type.isInstance(made) ? change.apply(type.cast(made)) : made;
        return this;
    }
}
