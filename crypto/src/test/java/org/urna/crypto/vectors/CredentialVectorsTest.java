// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.urna.crypto.Verdict;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Tracker;

/** From a code to its credential, and from a ballot's hash to its tracker. */
class CredentialVectorsTest {

    @TestFactory
    Stream<DynamicTest> credentials() throws Exception {
        return Vectors.tests(
                "credentials",
                Map.of("credential", CredentialVectorsTest::derive, "tracker", CredentialVectorsTest::tracker));
    }

    private static Verdict derive(Fields fields) throws Exception {
        Credential credential = Credential.derive(fields.bytes("election"), VotingCode.parse(fields.text("code")));
        assertThat(credential.secret().declassify()).isEqualTo(fields.scalar("x"));
        assertThat(credential.publicKey()).isEqualTo(fields.point("K"));
        return Verdict.accept();
    }

    private static Verdict tracker(Fields fields) throws Exception {
        Hash hash = Hash.of(fields.bytes("hash"));
        Tracker tracker = Tracker.of(hash);
        assertThat(tracker.toString()).isEqualTo(fields.text("tracker"));
        assertThat(Tracker.parse(fields.text("tracker"))).isEqualTo(tracker);
        assertThat(tracker.matches(hash)).isTrue();
        return Verdict.accept();
    }
}
