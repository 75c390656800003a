// SPDX-License-Identifier: Apache-2.0

// The one script of the verifying page, in the page and in its workers: a single file has no other file that a worker could load.
import { startPage } from "./page.js";
import { startWorker } from "./worker.js";

if (typeof document === "undefined") startWorker();
else startPage(document.currentScript.textContent);
