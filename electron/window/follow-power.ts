import type { App, PowerMonitor } from 'electron';
import type { ShellLog } from '../log/shell-log.ts';

interface PowerParts {
  readonly log: ShellLog;
  readonly save: () => Promise<void>;
  /** The network may be another one than before. */
  readonly lookAtNetwork: () => void;
}

/** Sleep, a locked screen and a shutdown save what is typed; waking up looks at the network at once. */
export function followPower(app: App, power: PowerMonitor, { log, save, lookAtNetwork }: PowerParts): void {
  power.on('suspend', () => {
    log.note('suspend');
    void save();
  });
  power.on('lock-screen', () => void save());
  power.on('resume', () => {
    log.note('resume');
    lookAtNetwork();
  });
  power.on('shutdown', (...[event]: readonly { preventDefault(): void }[]) => {
    event?.preventDefault(); // held until the window is saved; the system waits a few seconds for us
    app.quit();
  });
}
