// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.urna.crypto.MalformedException;

/**
 * One kind of published object, for tests that must hold for all of them.
 *
 * @param name of the kind, also that of its example
 */
record ObjectKind<T>(String name, Reader<T> reader, Function<T, byte[]> writer, Function<Samples, T> sample) {

    interface Reader<T> {
        T read(byte[] bytes) throws MalformedException;
    }

    /** All kinds; entries and messages once per type. */
    static List<ObjectKind<?>> all() {
        List<ObjectKind<?>> kinds = new ArrayList<>();
        for (EntryType type : EntryType.values()) {
            kinds.add(new ObjectKind<>("entry-" + type.code(), Entry::read, Entry::write, s -> s.entry(type)));
            if (MessageForms.isMessage(type)) {
                kinds.add(new ObjectKind<>(
                        "message-" + type.code(),
                        SignedMessage::read,
                        SignedMessage::write,
                        s -> s.signedMessage(type)));
            } else if (ActionForms.isAction(type)) {
                kinds.add(new ObjectKind<>(
                        "decision-" + type.code(), Decision::read, Decision::write, s -> s.decision(type)));
            }
        }
        kinds.add(new ObjectKind<>("manifest", Manifest::read, Manifest::write, s -> new ManifestSamples(s).any()));
        kinds.add(new ObjectKind<>("ballot", Ballot::read, Ballot::write, Samples::ballot));
        kinds.add(new ObjectKind<>("cast-request", CastRequest::read, CastRequest::write, Samples::castRequest));
        kinds.add(new ObjectKind<>("receipt", Receipt::read, Receipt::write, Samples::receipt));
        kinds.add(new ObjectKind<>("challenge", ChallengeFile::read, ChallengeFile::write, Samples::challengeFile));
        kinds.add(new ObjectKind<>(
                "credential-line", CredentialLine::read, CredentialLine::write, Samples::credentialLine));
        kinds.add(new ObjectKind<>(
                "reserve-line", ReserveLine::read, ReserveLine::write, s -> new ReserveLine(s.point())));
        kinds.add(new ObjectKind<>("count", CountArtifact::read, CountArtifact::write, RankedSamples::count));
        kinds.add(new ObjectKind<>(
                "rankings-line", RankedSamples::readLine, RankedSamples::writeLine, RankedSamples::rankingsLine));
        return kinds;
    }

    static Stream<ObjectKind<?>> stream() {
        return all().stream();
    }

    /** A random value's bytes. */
    byte[] bytes(Samples samples) {
        return writer.apply(sample.apply(samples));
    }

    /** Reads and writes again. */
    byte[] again(byte[] bytes) throws MalformedException {
        return writer.apply(reader.read(bytes));
    }

    @Override
    public String toString() {
        return name;
    }
}
