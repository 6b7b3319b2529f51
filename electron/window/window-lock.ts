import type { App, BrowserWindow, Input, PowerMonitor } from 'electron';
import type { HostPorts } from '../ipc/host-ports.ts';
import type { ShellLog } from '../shell-log.ts';
import type { VaultSession } from '../vault/vault-session.ts';
import { appPageUrl } from './app-protocol.ts';

interface WindowLockDependencies {
  readonly vaultSession: VaultSession;
  readonly ports: () => HostPorts;
  readonly window: () => BrowserWindow | null;
  readonly log: ShellLog;
  /** Called when the keys are gone. */
  readonly onLocked: () => void;
}

const blankPageUrl = 'about:blank';

/** Limit for saving, which takes milliseconds. A hung page must not keep a vault open longer. */
const saveTimeoutMs = 3_000;

export interface WindowLock {
  /** Save unsaved input, lock the session, reload the page. Concurrent calls share one run. */
  readonly lock: () => Promise<void>;
  /** Reload the page without saving, for a vault without keys. */
  readonly reloadPage: (isHung?: boolean) => void;
  /** Whether the window is between two pages. The shell itself loaded the blank page then. */
  readonly isReloading: () => boolean;
}

/** Create the lock of the window. Two locks at once are one. */
export function createWindowLock({
  vaultSession,
  ports,
  window,
  log,
  onLocked,
}: WindowLockDependencies): WindowLock {
  let locking: Promise<void> | null = null;
  let passages = 0;

  const loadAnew = (isHung = false): void => {
    const contents = window()?.webContents;
    if (!contents || contents.isDestroyed()) return;
    if (isHung)
      contents.forcefullyCrashRenderer(); // its memory is freed, and the window reloads
    else {
      // By way of a page of another site: only then the old page's process ends and frees its memory.
      passages += 1;
      contents
        .loadURL(blankPageUrl)
        .then(() => contents.loadURL(appPageUrl))
        .catch((error: unknown) => log.bug('load-failed', error))
        .finally(() => {
          passages -= 1;
        });
    }
  };
  const lockNow = async (): Promise<void> => {
    const isSaved = await ports().flush(saveTimeoutMs);
    ports().sendEvent('vault.locking', null);
    const ended = vaultSession.lock();
    onLocked();
    loadAnew(!isSaved);
    await ended;
    log.note('lock', { isSaved });
  };
  return {
    reloadPage: loadAnew,
    isReloading: () => passages > 0,
    lock() {
      if (!vaultSession.current()) return Promise.resolve();
      locking ??= lockNow().finally(() => {
        locking = null;
      });
      return locking;
    },
  };
}

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

interface IdleLock {
  /** Lock after long enough without input on the laptop or in this window. Called at intervals. */
  readonly lockIfIdle: () => void;
  /** Count input in this window, also where the system reports no idle time. */
  readonly watch: (window: BrowserWindow) => void;
}

/** Create the lock after idle time. The shorter of two times counts: of the system, and of this window. */
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

/** Time for which Ctrl+Shift+Delete is held before the vault is erased, in milliseconds. */
export const eraseHoldMs = 3_000;

interface EraseHoldDependencies {
  /** Call back once after this time; the returned function cancels it. */
  readonly after: (waitMs: number, react: () => void) => () => void;
  /** Open vault, or the one chosen on the lock screen; null without any. */
  readonly target: () => string | null;
  readonly erase: (vault: string) => Promise<void>;
}

/**
 * Erase a vault when Ctrl+Shift+Delete is held in the window. The shell watches the keys: it works on the lock screen,
 * while a page loads and when the page hangs.
 */
export function createEraseHold({
  after,
  target,
  erase,
}: EraseHoldDependencies): (window: BrowserWindow) => void {
  let stopWaiting: (() => void) | null = null;
  const release = (): void => {
    stopWaiting?.();
    stopWaiting = null;
  };
  const onKey = (input: Input): void => {
    if (!isEraseKeyDown(input)) return release();
    // Key events repeat while held: the time counts from the first.
    stopWaiting ??= after(eraseHoldMs, () => {
      stopWaiting = null;
      const vault = target();
      if (vault !== null) void erase(vault);
    });
  };
  return (window) => {
    window.webContents.on('before-input-event', (_, input) => onKey(input));
    window.on('blur', release);
    window.on('closed', release);
  };
}

const isEraseKeyDown = ({ type, key, control, meta, shift }: Input): boolean =>
  type === 'keyDown' && key === 'Delete' && shift && (control || meta);
