// Every way out that a page or a worker could try. Each gives what came of it as a short text; none may throw.

/** @param {() => unknown} attempt */
export async function outcomeOf(attempt) {
  try {
    const result = await attempt();
    if (typeof result === 'string') return result;
    return result instanceof Object ? result.constructor.name : (JSON.stringify(result) ?? 'done');
  } catch (error) {
    return error instanceof Error ? error.name : 'refused';
  }
}

/**
 * The roads that page and worker share.
 * @param {string} server
 * @returns {Record<string, () => unknown>}
 */
export const sharedRoads = (server) => ({
  // What the policy must stop has to be tried.
  // oxlint-disable-next-line no-eval
  eval: () => globalThis.eval('1 + 1'),
  // oxlint-disable-next-line no-implied-eval
  Function: () => new Function('return 2')(),
  fetch: () => fetch(`${server}/fetch`, { mode: 'no-cors' }),
  XMLHttpRequest: () =>
    eventOf((done) => {
      const request = new XMLHttpRequest();
      request.onload = () => done('load');
      request.onerror = () => done('error');
      request.open('GET', `${server}/xhr`);
      request.send();
    }),
  WebSocket: () =>
    eventOf((done) => {
      const socket = new WebSocket(server.replace('http', 'ws'));
      socket.onopen = () => done('open');
      socket.onerror = () => done('error');
    }),
  EventSource: () =>
    eventOf((done) => {
      const source = new EventSource(`${server}/events`);
      source.onopen = () => done('open');
      source.onerror = () => done('error');
    }),
  import: () => import(`${server}/module.js`),
});

/**
 * @param {(done: (outcome: string) => void) => void} start
 * @returns {Promise<string>}
 */
export const eventOf = (start) => new Promise((resolve) => start(resolve));

/** @param {Record<string, () => unknown>} roads */
export async function tryAll(roads) {
  /** @type {Record<string, string>} */
  const outcomes = {};
  for (const [name, attempt] of Object.entries(roads)) outcomes[name] = await outcomeOf(attempt);
  return outcomes;
}
