// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee;

/** Entry point of the program. */
public final class TrusteeMain {
    private TrusteeMain() {}

    public static void main(String[] args) {
        System.exit(2);
    }
}
