// SPDX-License-Identifier: Apache-2.0

// Workers of the verifying page. One is the clerk, who reads the log in order; the others check what takes long, asked by the clerk over ports.
import { jobs } from "./jobs.js";
import { boardOf } from "./sources.js";
import { Verification } from "./verification.js";

export function startWorker() {
  self.addEventListener("message", ({ data }) => {
    if (data.port) serve(data.port);
    else verify(data);
  });
}

/** Answers the clerk's jobs, one after the other. */
function serve(port) {
  port.onmessage = async ({ data: { id, name, argument } }) => {
    try {
      port.postMessage({ id, value: await jobs[name](argument) });
    } catch (error) {
      port.postMessage({ id, error: `${error?.name}: ${error?.message}` });
    }
  };
}

async function verify({ ports, source, anchors }) {
  const started = performance.now();
  const progress = (entries, size, ballots) => self.postMessage({ progress: { entries, size, ballots } });
  try {
    const board = await boardOf(source);
    const report = await new Verification(board, new Pool(ports), anchors, progress).run();
    self.postMessage({ report: { ...report, seconds: (performance.now() - started) / 1000 } });
  } catch (error) {
    self.postMessage({ failed: error?.message ?? String(error) });
  }
}

/** The checking workers as one. */
class Pool {
  #ports;
  #waiting = new Map();
  #busy;
  #calls = 0;

  constructor(ports) {
    this.#ports = ports;
    this.#busy = ports.map(() => 0);
    ports.forEach((port, worker) => {
      port.onmessage = ({ data }) => this.#answer(worker, data);
    });
    this.ahead = 2 * ports.length;
  }

  /** @param affinity number whose jobs all go to one worker; without it, the least busy one gets the job */
  run(name, argument, affinity) {
    const worker = affinity === undefined ? this.#busy.indexOf(Math.min(...this.#busy)) : affinity % this.#ports.length;
    this.#busy[worker]++;
    return new Promise((resolve, reject) => {
      const id = ++this.#calls;
      this.#waiting.set(id, { resolve, reject });
      this.#ports[worker].postMessage({ id, name, argument });
    });
  }

  #answer(worker, { id, value, error }) {
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#busy[worker]--;
    if (error === undefined) resolve(value);
    else reject(new Error(error));
  }
}
