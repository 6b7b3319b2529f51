/**
 * Fake clock of a real program: its time of day runs ahead of the machine's. Waits keep the machine's time.
 * A page gets the function (`addInitScript`), a process of Node this file (`--require`) with FIELDBOOK_TEST_AHEAD_MS.
 * @param {number} aheadMs
 */
function moveClock(aheadMs) {
  const Real = Date;
  globalThis.Date = new Proxy(Real, {
    apply: () => new Date().toString(),
    construct: (target, given, made) =>
      Reflect.construct(target, given.length === 0 ? [Real.now() + aheadMs] : given, made),
    get: (target, name) => (name === 'now' ? () => Real.now() + aheadMs : Reflect.get(target, name)),
  });
}

exports.moveClock = moveClock;
const ahead = globalThis.process?.env.FIELDBOOK_TEST_AHEAD_MS;
if (ahead !== undefined) moveClock(Number(ahead));
