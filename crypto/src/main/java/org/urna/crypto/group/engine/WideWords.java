// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group.engine;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** Whether this machine multiplies eight words of 64 bits at once and its virtual machine's compiler knows how (AVX-512 on x86). */
final class WideWords {

    private static final boolean FAST = ask();

    private WideWords() {}

    static boolean areFast() {
        return FAST;
    }

    private static boolean ask() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (machine == null) {
            return false;
        }
        try {
            return machine.getVMOption("UseAVX").getValue().equals("3");
        } catch (IllegalArgumentException e) {
            return false; // another architecture, or another virtual machine
        }
    }
}
