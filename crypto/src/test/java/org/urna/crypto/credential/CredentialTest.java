// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.urna.crypto.Property;
import org.urna.crypto.group.Hex;
import org.urna.crypto.group.SecretScalar;

class CredentialTest {

    private static final byte[] ELECTION = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    /** Computed by an independent program from {@code docs/protocol.md} alone. */
    @Test
    void theDerivationIsThatOfTheDocument() throws Exception {
        Credential credential = Credential.derive(ELECTION, VotingCode.parse("7q3z-k0m2-v9xh-4rtp-w1cs"));

        assertThat(Hex.encode(credential.secret().encode()))
                .isEqualTo("886db4f20350daf476da85e06a4c3531df507fb945c814d8838377c60ae5575e");
        assertThat(Hex.encode(credential.publicKey().encode()))
                .isEqualTo("6425f2d1a27795c059a276fa9f226f8f95009b2137bee7ecb4fb9729aa0a1cd0"
                        + "47076d6f8a329bc764d7f131b4658283a65418dbc9491aafcd87bc6a35b6bec8");
    }

    @Test
    void anotherElectionOrAnotherCodeGivesAnotherCredential() {
        Random random = new Random(4);
        VotingCode code = VotingCode.random(Property.entropy(random));
        VotingCode other = VotingCode.random(Property.entropy(random));
        Credential credential = Credential.derive(ELECTION, code);

        assertThat(Credential.derive(ELECTION, code).publicKey()).isEqualTo(credential.publicKey());
        assertThat(Credential.derive(new byte[16], code).publicKey()).isNotEqualTo(credential.publicKey());
        assertThat(Credential.derive(ELECTION, other).publicKey()).isNotEqualTo(credential.publicKey());
        assertThat(credential.secret().timesG()).isEqualTo(credential.publicKey());
    }

    @Test
    void zeroIsNoCredential() {
        assertThatThrownBy(() -> Credential.of(SecretScalar.of(0))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCredentialDoesNotPrint() {
        assertThat(Credential.of(SecretScalar.of(5)).toString()).isEqualTo("Credential[hidden]");
    }
}
