// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.urna.crypto.group.Base64Url;

class WordsTest {

    @Test
    void aThumbprintIsSaidInTheWordsOfTheSpecification() throws Exception {
        // examples of arXiv 0901.4016: 127.0.0.1, 63.84.220.193, 63.118.7.35
        byte[] print = Arrays.copyOf(new byte[] {127, 0, 0, 1, 63, 84, (byte) 220, (byte) 193, 63, 118, 7, 35}, 32);

        assertThat(Words.of(Base64Url.encode(print))).isEqualTo("lusab babad gutih tugad gutuk bisog");
    }
}
