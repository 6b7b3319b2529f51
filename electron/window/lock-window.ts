import type { BrowserWindow } from 'electron';
import type { HostPorts } from '../ipc/host-ports.ts';
import type { ShellLog } from '../log/shell-log.ts';
import { pageUrl } from '../protocol/app-address.ts';
import type { VaultHolder } from '../vault/vault-holder.ts';

interface LockParts {
  readonly holder: VaultHolder;
  readonly ports: () => HostPorts;
  readonly window: () => BrowserWindow | null;
  readonly log: ShellLog;
  /** The keys are gone. */
  readonly onLocked: () => void;
}

const betweenUrl = 'about:blank';

/** Saving takes milliseconds; a page that hangs does not keep a vault open for longer than this. */
const saveAtMostMs = 3_000;

export interface WindowLock {
  /** Saves what is typed, lets go of the keys, loads the page anew. Calls while it is under way share it. */
  readonly lock: () => Promise<void>;
  /** The same without saving, for a vault whose keys are gone already. */
  readonly loadAnew: (isHung?: boolean) => void;
  /** Is the window on its way from one page to the next? Then a blank page is in it by our own wish. */
  readonly isBetween: () => boolean;
}

export function createWindowLock({ holder, ports, window, log, onLocked }: LockParts): WindowLock {
  let locking: Promise<void> | null = null;
  let passages = 0;

  const loadAnew = (isHung = false): void => {
    const contents = window()?.webContents;
    if (!contents || contents.isDestroyed()) return;
    if (isHung)
      contents.forcefullyCrashRenderer(); // its memory goes with it, and the window loads by itself
    else {
      // By way of a page of another site: only then the old page's process ends, and its memory with it.
      passages += 1;
      contents
        .loadURL(betweenUrl)
        .then(() => contents.loadURL(pageUrl))
        .catch((error: unknown) => log.bug('load-failed', error))
        .finally(() => {
          passages -= 1;
        });
    }
  };
  const lockNow = async (): Promise<void> => {
    const isSaved = await ports().flush(saveAtMostMs);
    ports().tell('vault.locking', null);
    const ended = holder.letGo();
    onLocked();
    loadAnew(!isSaved);
    await ended;
    log.note('lock', { isSaved });
  };
  return {
    loadAnew,
    isBetween: () => passages > 0,
    lock() {
      if (!holder.current()) return Promise.resolve();
      locking ??= lockNow().finally(() => {
        locking = null;
      });
      return locking;
    },
  };
}
