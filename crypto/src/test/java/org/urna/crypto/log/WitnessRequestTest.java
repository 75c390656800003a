// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.urna.crypto.MalformedException;

class WitnessRequestTest {

    /** The example of the page tlog-witness. */
    private static final String EXAMPLE = """
            old 20852014
            PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
            jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
            5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
            /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            \u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            \u2014 example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
            """;

    @Test
    void theExampleOfTheSpecificationReadsBack() throws Exception {
        WitnessRequest request = WitnessRequest.parse(EXAMPLE);
        assertThat(request.oldSize()).isEqualTo(20_852_014);
        assertThat(request.proof()).hasSize(4);
        assertThat(request.checkpoint().signatures()).hasSize(2);
        assertThat(Checkpoint.parse(request.checkpoint().text()).size()).isEqualTo(20_852_163);
        assertThat(request.write()).isEqualTo(EXAMPLE);
    }

    @Test
    void aFirstRequestHasNoProof() throws Exception {
        Note note = WitnessRequest.parse(EXAMPLE).checkpoint();
        WitnessRequest first = new WitnessRequest(0, List.of(), note);
        assertThat(first.write()).startsWith("old 0\n\nexample.com");
        assertThat(WitnessRequest.parse(first.write())).isEqualTo(first);
    }

    @Test
    void otherBodiesAreMalformed() throws Exception {
        String hash = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n";
        for (String body : List.of(
                "",
                "\n\n",
                EXAMPLE.replace("old 20852014", "old 020852014"),
                EXAMPLE.replace("old 20852014", "old -1"),
                EXAMPLE.replace("old 20852014", "old  1"),
                EXAMPLE.replace("old 20852014\n", ""),
                EXAMPLE.replace("old 20852014", "old 9223372036854775808"),
                EXAMPLE.replace("pkaw=", "pkax="),
                EXAMPLE.replace("old", "\nold"),
                EXAMPLE.replace("\n", "\r\n"),
                EXAMPLE.stripTrailing(),
                EXAMPLE.replace(hash, hash.repeat(61)),
                EXAMPLE.replace(hash, hash + " \n"))) {
            assertThat(body).isNotEqualTo(EXAMPLE);
            assertThatThrownBy(() -> WitnessRequest.parse(body)).isInstanceOf(MalformedException.class);
        }
        assertThat(WitnessRequest.parse(EXAMPLE.replace(hash, hash.repeat(60))).proof())
                .hasSize(63);
        Note note = WitnessRequest.parse(EXAMPLE).checkpoint();
        List<TreeHash> tooLong = Collections.nCopies(64, TreeHash.EMPTY);
        assertThatThrownBy(() -> new WitnessRequest(1, tooLong, note)).isInstanceOf(IllegalArgumentException.class);
    }
}
