import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A bench of any size takes less than this for one act. */
const longestActMinutes = 45;

/**
 * Wait for a promise for at most so many minutes. Without a bound, a bench whose awaited event never comes waits for
 * ever and prints nothing.
 * @param what The awaited event, as the end of "there was no ...".
 * @throws When it does not come; the message names it.
 */
export async function waitFor<T>(
  what: string,
  promise: Promise<T>,
  minutes: number = longestActMinutes,
): Promise<T> {
  let refuse: (reason: Error) => void = () => undefined;
  const bound = new Promise<never>((_, reject) => {
    refuse = reject;
  });
  const timer = setTimeout(
    () => refuse(new Error(`The bench ends: within ${minutes} min there was no ${what}`)),
    minutes * 60_000,
  );
  try {
    return await Promise.race([promise, bound]);
  } finally {
    clearTimeout(timer);
  }
}

const longestStartMinutes = 2;

/** Address of a server from its first line, `listening http://...`. Rejects when it ends or says nothing. */
export async function waitForAddress(server: ChildProcess & { readonly stdout: Readable }): Promise<string> {
  const ended = once(server, 'exit').then(([code]) => {
    throw new Error(`The server ended before it listened (exit ${code})`);
  });
  ended.catch(() => undefined); // its end after the start is no failure
  const line = once(createInterface({ input: server.stdout }), 'line') as Promise<[string]>;
  const [text] = await waitFor(
    'line of the server that it listens',
    Promise.race([line, ended]),
    longestStartMinutes,
  );
  return text.replace('listening ', '');
}

/** End a process that this bench started. */
export async function endProcess(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await waitFor('end of a process that was asked to end', ended, longestStartMinutes);
}
