import type { App, BrowserWindow, PowerMonitor } from 'electron';
import type { ShellLog } from '../shell-log.ts';

interface PowerEventDependencies {
  readonly log: ShellLog;
  /** Save unsaved input, and lock. */
  readonly lock: () => Promise<void>;
  /** Check the network, which may have changed. */
  readonly checkConnection: () => void;
}

/** Lock at sleep and screen lock, end the app at a shutdown, and check the network at wake-up. */
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
    event?.preventDefault(); // held until the window is saved; the system waits a few seconds
    app.quit();
  });
}

interface IdleLockDependencies {
  readonly power: Pick<PowerMonitor, 'getSystemIdleTime'>;
  /** Monotonic clock, which nobody can set. */
  readonly tickMs: () => number;
  readonly idleMinutes: () => number;
  readonly lock: () => void;
}

export interface IdleLock {
  /** Lock after long enough without input on the laptop or in this window. Called at intervals. */
  readonly lockIfIdle: () => void;
  /** Count input in this window, also where the system reports no idle time. */
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
