// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeCodesTest {

    private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238, appendix B, SHA-1: the last six of the eight digits there. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codesAreThoseOfTheStandard(long second, String code) {
        Instant moment = Instant.ofEpochSecond(second);

        assertThat(TimeCodes.code(KEY, moment)).isEqualTo(code);
        assertThat(TimeCodes.code(TimeCodes.base32(KEY), moment)).isEqualTo(code);
    }

    @Test
    void aCodeIsTakenHalfAMinuteEarlyOrLateAndNoMore() {
        Instant now = Instant.ofEpochSecond(1_000_000_020);
        long step = now.getEpochSecond() / 30;

        for (int away = -3; away <= 3; away++) {
            String code = TimeCodes.code(KEY, now.plusSeconds(30L * away));
            if (Math.abs(away) <= 1) {
                assertThat(TimeCodes.step(KEY, code, now)).hasValue(step + away);
            } else {
                assertThat(TimeCodes.step(KEY, code, now)).isEmpty();
            }
        }
        assertThat(TimeCodes.step(KEY, "", now)).isEmpty();
    }

    @Test
    void theAddressForQrCodesNamesWhomItIsFor() {
        assertThat(TimeCodes.uri(KEY, "Urna", "a b@example.org"))
                .isEqualTo("otpauth://totp/Urna:a%20b%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Urna"
                        + "&algorithm=SHA1&digits=6&period=30");
    }
}
