// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

/** Entry point of the program. */
public final class ServerMain {
    private ServerMain() {}

    public static void main(String[] args) {
        System.exit(2);
    }
}
