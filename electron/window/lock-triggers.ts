import type { App, BrowserWindow, PowerMonitor } from 'electron';
import type { ShellLog } from '../shell-log.ts';

interface PowerEventDependencies {
  readonly log: ShellLog;
  /** Saves what is typed, and locks. */
  readonly lock: () => Promise<void>;
  /** The network may be another one than before. */
  readonly checkConnection: () => void;
}

/** Sleep and a locked screen lock the vault, a shutdown ends the app; waking up looks at the network at once. */
export function followPowerEvents(
  app: App,
  power: PowerMonitor,
  { log, lock, checkConnection: lookAtNetwork }: PowerEventDependencies,
): void {
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

interface IdleLockDependencies {
  readonly power: Pick<PowerMonitor, 'getSystemIdleTime'>;
  /** Of a clock that nobody can set. */
  readonly tickMs: () => number;
  readonly idleMinutes: () => number;
  readonly lock: () => void;
}

export interface IdleLock {
  /** Locks when nobody has touched the laptop, nor typed into this window, for long enough. Called now and then. */
  readonly lockIfIdle: () => void;
  /** What is done in this window counts, also where the system does not say how long it has been idle. */
  readonly watch: (window: BrowserWindow) => void;
}

export function createIdleLock({ power, tickMs, idleMinutes, lock }: IdleLockDependencies): IdleLock {
  let touchedMs = tickMs();
  return {
    lockIfIdle() {
      const idleMs = Math.min(power.getSystemIdleTime() * 1_000, tickMs() - touchedMs);
      if (idleMs >= idleMinutes() * 60_000) lock();
    },
    watch({ webContents }) {
      touchedMs = tickMs();
      webContents.on('input-event', () => {
        touchedMs = tickMs();
      });
    },
  };
}
