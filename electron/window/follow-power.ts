import type { App, PowerMonitor } from 'electron';
import type { ShellLog } from '../log/shell-log.ts';

interface PowerParts {
  readonly log: ShellLog;
  /** Saves what is typed, and locks. */
  readonly lock: () => Promise<void>;
  /** The network may be another one than before. */
  readonly lookAtNetwork: () => void;
}

/** Sleep and a locked screen lock the vault, a shutdown ends the app; waking up looks at the network at once. */
export function followPower(app: App, power: PowerMonitor, { log, lock, lookAtNetwork }: PowerParts): void {
  power.on('suspend', () => {
    log.note('suspend');
    void lock();
  });
  power.on('lock-screen', () => void lock());
  power.on('resume', () => {
    log.note('resume');
    lookAtNetwork();
  });
  power.on('shutdown', (...[event]: readonly { preventDefault(): void }[]) => {
    event?.preventDefault(); // held until the window is saved; the system waits a few seconds for us
    app.quit();
  });
}
