import type { BrowserWindow, Input } from 'electron';
import type { HostResponse } from '#renderer/host/host-contract.ts';
import type { VaultService } from '../vault/vault-service.ts';

/** Mode in which participants use the laptop: one window over the whole screen, without a way out of it. */
export interface KioskMode {
  readonly isActive: () => boolean;
  readonly enter: () => void;
  /** End after the right passphrase of the open vault. */
  readonly leave: (ask: { readonly passphrase: string }) => Promise<HostResponse<'kiosk.leave'>>;
  /** End without one; only where the keys are gone, or the system shuts down. */
  readonly end: () => void;
  /** Refuse keys of the app and the browser in this window while the mode lasts. */
  readonly watch: (window: BrowserWindow) => void;
}

interface KioskModeDependencies {
  readonly window: () => Pick<BrowserWindow, 'setKiosk' | 'setAlwaysOnTop' | 'focus'> | null;
  readonly checkPassphrase: VaultService['checkPassphrase'];
  /** Show or remove the app's menu. */
  readonly showMenu: (isShown: boolean) => void;
}

/** Create the mode for participants, off at first. */
export function createKioskMode({ window, checkPassphrase, showMenu }: KioskModeDependencies): KioskMode {
  let isActive = false;
  const set = (next: boolean): void => {
    if (isActive === next) return;
    isActive = next;
    showMenu(!next);
    window()?.setAlwaysOnTop(next);
    window()?.setKiosk(next);
  };
  const end = (): void => set(false);
  return {
    isActive: () => isActive,
    enter: () => set(true),
    end,
    async leave({ passphrase }) {
      const checked = await checkPassphrase(passphrase);
      if (checked.kind !== 'right') return checked;
      end();
      return { kind: 'left' };
    },
    watch(opened) {
      opened.webContents.on('before-input-event', (event, input) => {
        if (isActive && isCommandKey(input)) event.preventDefault();
      });
      opened.on('blur', () => {
        if (isActive) window()?.focus();
      });
    },
  };
}

/** Keys of the app, the browser or the window. Ctrl with Alt writes letters on some keyboards. */
function isCommandKey({ key, control, meta, alt }: Input): boolean {
  if (/^F[0-9]{1,2}$/.test(key) || key === 'BrowserBack' || key === 'ContextMenu') return true;
  return meta === true || (control === true) !== (alt === true);
}
