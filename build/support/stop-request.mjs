const parentWatchMs = 500;

/**
 * Calls back once at a request to stop. It comes by a signal, or by the end of npm: its shell does not pass
 * signals on.
 * @param {() => void} stop
 */
export function onStopRequest(stop) {
  let asked = false;
  const once = () => {
    if (asked) return;
    asked = true;
    clearInterval(watch);
    stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, once);

  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.env['npm_lifecycle_event'] && process.ppid !== parent) once();
  }, parentWatchMs);
  watch.unref();
}
