import type { BrowserWindow } from 'electron';
import type { HostPorts } from '../ipc/host-ports.ts';
import type { ShellLog } from '../shell-log.ts';
import { appPageUrl } from './app-address.ts';
import type { VaultSession } from '../vault/vault-session.ts';

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
