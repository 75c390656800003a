// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.keyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.urna.crypto.record.ElectionId;
import org.urna.crypto.record.Hash;
import org.urna.trustee.RefusedException;

/** What a key file never takes back. */
class ElectionSecretsTest {

    private static final Hash E = Hash.sha256(new byte[] {1});
    private static final Hash ROOT = Hash.sha256(new byte[] {2});

    @Test
    @DisplayName("F5: a root that was agreed to is the only one for ever, whatever differs in the next")
    void aSecondRootIsRefused() throws RefusedException {
        ElectionSecrets agreed = ElectionSecrets.of(new ElectionId("00112233445566778899aabbccddeeff"))
                .with(new AgreedRoot(E, 9, ROOT));

        assertThat(agreed.with(new AgreedRoot(E, 9, ROOT)).agreed()).isEqualTo(new AgreedRoot(E, 9, ROOT));
        assertThat(agreed.with("message").with(new SeenBoard(10, E)).agreed()).isNotNull();
        for (AgreedRoot other :
                new AgreedRoot[] {new AgreedRoot(E, 9, E), new AgreedRoot(E, 8, ROOT), new AgreedRoot(ROOT, 9, ROOT)}) {
            assertThatThrownBy(() -> agreed.with(other))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("never agrees to a second one");
        }
    }
}
