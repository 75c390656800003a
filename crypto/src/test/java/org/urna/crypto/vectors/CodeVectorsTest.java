// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.urna.crypto.Verdict;
import org.urna.crypto.credential.VotingCode;

/** Voting codes: tolerant of what people write for a character, of nothing else. */
class CodeVectorsTest {

    @TestFactory
    Stream<DynamicTest> votingCodes() throws Exception {
        return Vectors.tests("voting-codes", Map.of("code", CodeVectorsTest::check));
    }

    private static Verdict check(Fields fields) throws Exception {
        VotingCode code = VotingCode.parse(fields.text("written"));
        assertThat(code.display()).isEqualTo(fields.text("code"));
        assertThat(code.display().replace("-", "").substring(0, 19)).isEqualTo(fields.text("first19"));
        return Verdict.accept();
    }
}
