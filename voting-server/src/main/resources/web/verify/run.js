// SPDX-License-Identifier: Apache-2.0

// The page's side of its workers. Whatever ends early, a worker that dies or a message that cannot be read, ends the whole without a report.

const MOST_CHECKERS = 8;

/** Where Trusted Types exist, the one policy of this page: it gives the address of the page's own script and no other. */
const trusted = (url) => globalThis.trustedTypes?.createPolicy("urna-worker", { createScriptURL: () => url }).createScriptURL("") ?? url;

/** One script makes all runs of a page. */
let address;

/**
 * Begins a verification.
 *
 * @param script text of the page's script
 * @param source as sources.js takes it; `anchors` as verification.js does
 * @param onProgress called with `{entries, size, ballots}`
 * @returns `{report: promise of the report, stop: function}`
 */
export function verifyInWorkers(script, source, anchors, onProgress) {
  address ??= trusted(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  const checkers = Math.max(1, Math.min(MOST_CHECKERS, navigator.hardwareConcurrency ?? 2));
  const workers = Array.from({ length: checkers + 1 }, () => new Worker(address));
  const end = () => workers.forEach((worker) => worker.terminate());
  let stop;
  const report = new Promise((resolve, reject) => {
    stop = () => reject(new Error("stopped"));
    for (const worker of workers) {
      worker.addEventListener("error", (event) => reject(new Error(event.message ?? "a worker ended")));
      worker.addEventListener("messageerror", () => reject(new Error("a worker's answer could not be read")));
    }
    const [clerk, ...others] = workers;
    clerk.addEventListener("message", ({ data }) => {
      if (data.progress) onProgress(data.progress);
      else if (data.report) resolve(data.report);
      else reject(new Error(data.failed));
    });
    const ports = others.map((worker) => {
      const { port1, port2 } = new MessageChannel();
      worker.postMessage({ port: port1 }, [port1]);
      return port2;
    });
    clerk.postMessage({ ports, source, anchors }, ports);
  }).finally(end);
  return { report, stop };
}
