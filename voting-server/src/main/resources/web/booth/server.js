// SPDX-License-Identifier: Apache-2.0

/**
 * The server's HTTP interface as the booth uses it. Nothing here decides what a member is shown; it turns answers into values and waits
 * out what passes by itself. Every request goes to this origin, without cookies.
 */
const BALLOT = "application/vnd.urna.ballot+json";
const PROBLEM = "urn:urna:problem:";
const TIMEOUT_MILLIS = 30_000;

/** Seconds to wait before each further attempt to cast. */
export const PAUSES = Object.freeze([1, 2, 4, 8, 15, 30]);
const LONGEST_PAUSE = 120;

/** An answer that is no success: `status` 0 where none came, `code` of the problem where it names one. */
export class ServerError extends Error {
  constructor(status, code, problem, retryAfter) {
    super(`server answered ${status} ${code ?? ""}`);
    this.status = status;
    this.code = code;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may succeed later. */
  get passing() {
    if (this.code === "halted") return false;
    return this.status === 0 || this.status === 408 || this.status === 429 || (this.status >= 500 && this.status !== 501);
  }
}

/** The interface of one election. */
export function connect(election, { send = (url, options) => fetch(url, options) } = {}) {
  const api = `/api/v1/elections/${election}`;
  const ask = (path, options) => request(send, api + path, options);
  return {
    /** What the server says of the election. */
    status: async () => (await ask("")).json(),
    /** The exact bytes of one entry of the board. */
    entry: async (index) => bytes(await ask(`/entries/${index}`, { cache: "default" })),
    /** The exact bytes of one published file. */
    artifact: async (sha256) => bytes(await request(send, `/e/${election}/board/artifact/${sha256}`, { cache: "default" })),
    /** What stands of a public credential. */
    credential: async (key) => (await ask(`/credentials/${key}`)).json(),
    /** Tells that a ballot has been opened for testing, so that it is refused from now on. */
    challenge: (hash) => ask("/challenges", { method: "POST", body: JSON.stringify({ ballot: hash }), headers: { "content-type": "application/json" } }),
    /** Sends a cast request's bytes once and gives the receipt's text. */
    cast: async (body) => (await ask("/ballots", { method: "POST", body, headers: { "content-type": BALLOT } })).text(),
  };
}

async function bytes(answer) {
  return new Uint8Array(await answer.arrayBuffer());
}

async function request(send, url, options = {}) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MILLIS);
  try {
    const answer = await send(url, {
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: abort.signal,
      ...options,
    });
    if (!answer.ok) {
      throw await problemIn(answer);
    }
    return await whole(answer);
  } catch (error) {
    throw error instanceof ServerError ? error : new ServerError(0, null, {}, null);
  } finally {
    clearTimeout(timer);
  }
}

/** Reads the body while the time-out still runs: an answer that breaks off is no answer. */
async function whole(answer) {
  const body = await answer.arrayBuffer();
  return new Response(answer.status === 204 ? null : body, { status: answer.status });
}

async function problemIn(answer) {
  const problem = await answer.json().catch(() => ({}));
  const type = typeof problem?.type === "string" ? problem.type : "";
  const seconds = Number.parseInt(answer.headers.get("retry-after") ?? "", 10);
  return new ServerError(
    answer.status,
    type.startsWith(PROBLEM) ? type.slice(PROBLEM.length) : null,
    problem ?? {},
    Number.isNaN(seconds) ? null : Math.max(0, Math.min(LONGEST_PAUSE, seconds)),
  );
}

/**
 * Casts, and casts the same bytes again as long as the failure is a passing one: an attempt that reached the server without its answer
 * reaching us is answered with the same receipt.
 *
 * @param wait `(attempt, seconds) → Promise`: shows that the next attempt is in so many seconds, and ends then
 * @throws {ServerError} what the server refuses, or the last failure
 */
export async function castPatiently(server, body, wait, random = Math.random) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await server.cast(body);
    } catch (error) {
      if (!(error instanceof ServerError) || !error.passing || attempt === PAUSES.length) {
        throw error;
      }
      const pause = Math.max(PAUSES[attempt], error.retryAfter ?? 0);
      await wait(attempt + 2, Math.ceil(pause * (1 + random() / 4)));
    }
  }
}
