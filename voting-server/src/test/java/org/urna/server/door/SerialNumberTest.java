// SPDX-License-Identifier: Apache-2.0
package org.urna.server.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerialNumberTest {

    @Test
    void theCheckDigitIsDamms() {
        assertThat(new SerialNumber(572).written()).isEqualTo("0572-4");
        assertThat(new SerialNumber(572).scanned()).isEqualTo("05724");
        assertThat(new SerialNumber(12_345).written()).startsWith("12345-");
    }

    @Test
    void whatIsWrittenIsReadBackHoweverItIsTyped() {
        for (int number : new int[] {1, 9, 42, 999, 1000, 9_999, 10_000, 99_999_999}) {
            SerialNumber serial = new SerialNumber(number);
            assertThat(SerialNumber.read(serial.written())).contains(serial);
            assertThat(SerialNumber.read(serial.scanned())).contains(serial);
            assertThat(SerialNumber.read(" " + serial.scanned().charAt(0) + " "
                            + serial.scanned().substring(1)))
                    .contains(serial);
        }
    }

    @Test
    void everyWrongDigitAndEveryExchangeOfTwoNeighboursIsFound() {
        for (int number = 1; number < 3_000; number += 7) {
            String right = new SerialNumber(number).scanned();
            for (int i = 0; i < right.length(); i++) {
                for (char digit = '0'; digit <= '9'; digit++) {
                    String wrong = right.substring(0, i) + digit + right.substring(i + 1);
                    assertThat(SerialNumber.read(wrong).isEmpty()).isEqualTo(!wrong.equals(right));
                }
                if (i > 0 && right.charAt(i) != right.charAt(i - 1)) {
                    String wrong =
                            right.substring(0, i - 1) + right.charAt(i) + right.charAt(i - 1) + right.substring(i + 1);
                    assertThat(SerialNumber.read(wrong)).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0572",
                "00000",
                "0572-45",
                "057a4",
                "-0572-4;--",
                "\u0660\u0665\u0667\u0662\u0664",
                "9999999999999"
            })
    void whatIsNoSerialNumberIsNone(String typed) {
        assertThat(SerialNumber.read(typed)).isEqualTo(Optional.empty());
        assertThatThrownBy(() -> new SerialNumber(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
