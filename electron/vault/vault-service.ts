import fs from 'node:fs';
import { createMutex } from '#base/mutex.ts';
import {
  type EraseAfter,
  isPassphraseLongEnough,
  type PassphraseThrottle,
  parseVaultLabel,
  passphraseTriesLeft,
  type WrongPassphrases,
} from '#domain/vault/passphrase.ts';
import { vaultKeyBytes } from '#domain/vault/sub-keys.ts';
import type { HostResponse, VaultEntry } from '#renderer/host/host-contract.ts';
import { isDiskFull } from '../journal/journal-disk.ts';
import type { DeriveKey } from './derive-key.ts';
import { createRandomKey, type LoadedSodium } from './encryption.ts';
import { openEraseAfterFile } from './erase-after-file.ts';
import type { ErasureNotices } from './erasure-notices.ts';
import { createKioskThrottle, openThrottleFile } from './passphrase-throttle.ts';
import type { SystemKeychain } from './system-keychain.ts';
import type { VaultFolders } from './vault-folders.ts';
import {
  createHeaderMaker,
  eraseVaultHeader,
  type HeaderReading,
  readVaultHeader,
  removeErasedFiles,
  repairVaultHeader,
  unwrapVaultKey,
  type VaultHeader,
  wrappingKeyOf,
  writeVaultHeader,
} from './vault-header.ts';
import { createVaultRecovery, type VaultRecovery } from './vault-recovery.ts';
import type { VaultSession } from './vault-session.ts';

/** Ways to open vaults and to erase them, behind the channels `vault.*`. Never rejects. */
export interface VaultService extends VaultRecovery {
  state(): HostResponse<'vault.state'>;
  create(ask: { readonly label: string; readonly passphrase: string }): Promise<HostResponse<'vault.create'>>;
  unlock(ask: { readonly id: string; readonly passphrase: string }): Promise<HostResponse<'vault.unlock'>>;
  changePassphrase(ask: {
    readonly current: string;
    readonly next: string;
  }): Promise<HostResponse<'vault.changePassphrase'>>;
  /** Try the passphrase of the open vault, as slowly as on the lock screen. */
  checkPassphrase(passphrase: string): Promise<PassphraseCheck>;
  /** Erase the open vault: unreadable permanently when this returns. Its other files are deleted right after. */
  erase(): Promise<void>;
  /** Erase a vault that may be locked; no step needs its key. */
  eraseVault(id: string): Promise<void>;
  /** Set the programme's limit of wrong passphrases; in force from the next lock on. */
  setEraseAfter(eraseAfter: EraseAfter | null): void;
  /** Delete remains of vaults with an interrupted erasure. */
  finishErasing(): void;
  /** Called when the page has deleted the database of an erased vault. */
  forget(id: string): void;
}

/** Response to a passphrase of the open vault. */
type PassphraseCheck =
  | { readonly kind: 'right' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'wrong' | 'wait'; readonly waitMs: number };

interface VaultServiceDependencies {
  readonly sodium: LoadedSodium;
  readonly folders: VaultFolders;
  readonly vaultSession: VaultSession;
  readonly keychain: SystemKeychain;
  readonly derive: DeriveKey;
  /** For the waits, which are kept over restarts. */
  readonly nowMs: () => number;
  /** For measuring this machine. */
  readonly tickMs: () => number;
  readonly newId: () => string;
  readonly erasedNotes: Pick<ErasureNotices, 'keep'>;
  /** Called with a failure that the person did not cause. */
  readonly onBug: (error: unknown) => void;
}

/** Create the service. Only one passphrase is tried at a time; a failure that is no refusal goes to `onBug`. */
export function createVaultService(parts: VaultServiceDependencies): VaultService {
  const { sodium, folders, vaultSession, keychain, derive, nowMs } = parts;
  // One passphrase at a time, so that parallel tries do not share one wait.
  const mutex = createMutex();
  const throttles = new Map<string, PassphraseThrottle>();
  const throttleOf = (folder: string) => openThrottleFile(folder, throttles, nowMs);
  const kioskThrottle = createKioskThrottle(nowMs);
  const eraseAfters = new Map<string, WrongPassphrases | null>();
  const eraseAfterOf = (folder: string) => openEraseAfterFile(folder, eraseAfters);
  const makeHeader = createHeaderMaker(parts);
  /** Try a passphrase, unless a wait is running; counts the try before it is made. */
  const tryPassphrase = async (
    folder: string,
    vaultHeader: VaultHeader,
    passphrase: string,
    throttleFile = throttleOf(folder),
  ): Promise<PassphraseTry> => {
    const waitMs = throttleFile.waitMs();
    if (waitMs > 0) return { kind: 'wait', waitMs };
    const secret =
      vaultHeader.keychain === null ? null : keychain.open(Buffer.from(vaultHeader.keychain, 'base64'));
    if (vaultHeader.keychain !== null && secret === null) return { kind: 'refused', code: 'keychain' };
    const waitIfWrongMs = throttleFile.countTry();
    const derived = await derive(passphrase, vaultHeader.kdf);
    const wrapping = wrappingKeyOf(derived, secret);
    const key = unwrapVaultKey(sodium, vaultHeader, wrapping);
    derived.fill(0);
    wrapping.fill(0);
    if (!key) return { kind: 'wrong', waitMs: waitIfWrongMs };
    throttleFile.clear();
    return { kind: 'right', key };
  };
  const asRefused = (error: unknown): 'full' | 'failed' => {
    if (isDiskFull(error)) return 'full';
    parts.onBug(error);
    return 'failed';
  };

  /** Restore both headers from the one that opened. A full disk blocks nobody; the next unlock tries again. */
  const repairHeader = (folder: string, vaultHeader: VaultHeader): void => {
    try {
      repairVaultHeader(folder, vaultHeader);
    } catch (error) {
      if (!isDiskFull(error)) parts.onBug(error);
    }
  };

  const vaultRecovery = createVaultRecovery({
    sodium,
    folders,
    vaultSession,
    throttleOf,
    eraseAfterOf,
    makeHeader,
    nowMs,
    refusedBy: asRefused,
  });

  const create: VaultService['create'] = async ({ label: typed, passphrase }) => {
    const label = parseVaultLabel(typed);
    if (label === null) return { kind: 'refused', code: 'label' };
    if (!isPassphraseLongEnough(passphrase)) return { kind: 'refused', code: 'weak' };
    const id = parts.newId();
    const folder = folders.folderOf(id);
    try {
      if (vaultSession.current()) return { kind: 'refused', code: 'failed' };
      const key = createRandomKey(vaultKeyBytes);
      const vaultHeader = await makeHeader(id, label, passphrase, key);
      fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeVaultHeader(folder, vaultHeader);
      vaultSession.open({ id, label, folder, key });
      return { kind: 'open', id };
    } catch (error) {
      return { kind: 'refused', code: asRefused(error) };
    }
  };

  const unlock: VaultService['unlock'] = async ({ id, passphrase }) => {
    const folder = folders.folderOf(id);
    const headerReading = readVaultHeader(folder);
    if (headerReading.kind !== 'header')
      return { kind: 'refused', code: unopenedHeaderKind(headerReading.kind) };
    if (vaultSession.current()) return { kind: 'refused', code: 'failed' };
    try {
      const tried = await tryPassphrase(folder, headerReading.header, passphrase);
      if (tried.kind === 'wrong') return await answerWrong(headerReading.header, tried.waitMs);
      if (tried.kind !== 'right') return tried;
      eraseAfterOf(folder).clear();
      repairHeader(folder, headerReading.header);
      vaultSession.open({ id, label: headerReading.header.label, folder, key: tried.key });
      return { kind: 'open', id };
    } catch (error) {
      parts.onBug(error);
      return { kind: 'refused', code: 'failed' };
    }
  };

  const changePassphrase: VaultService['changePassphrase'] = async ({ current, next }) => {
    if (!isPassphraseLongEnough(next)) return { kind: 'refused', code: 'weak' };
    try {
      const { id, label, key } = vaultSession.requireOpen();
      const folder = folders.folderOf(id);
      const headerReading = readVaultHeader(folder);
      if (headerReading.kind !== 'header') return { kind: 'refused', code: 'failed' };
      const tried = await tryPassphrase(folder, headerReading.header, current);
      if (tried.kind === 'refused') return { kind: 'refused', code: 'failed' };
      if (tried.kind !== 'right') return tried;
      tried.key.fill(0);
      const vaultHeader = await makeHeader(id, label, next, key);
      // Locked meanwhile: the wrapped bytes are zeros.
      if (vaultSession.current()?.key !== key) return { kind: 'refused', code: 'failed' };
      writeVaultHeader(folder, vaultHeader);
      return { kind: 'changed' };
    } catch (error) {
      parts.onBug(error);
      return { kind: 'refused', code: 'failed' };
    }
  };

  const checkPassphrase: VaultService['checkPassphrase'] = async (passphrase) => {
    try {
      const folder = folders.folderOf(vaultSession.requireOpen().id);
      const headerReading = readVaultHeader(folder);
      if (headerReading.kind !== 'header') return { kind: 'refused' };
      const tried = await tryPassphrase(folder, headerReading.header, passphrase, kioskThrottle);
      if (tried.kind === 'refused') return { kind: 'refused' };
      if (tried.kind !== 'right') return tried;
      tried.key.fill(0);
      return { kind: 'right' };
    } catch (error) {
      parts.onBug(error);
      return { kind: 'refused' };
    }
  };

  /** Count a wrong try only on a locked vault: an open one leaves nothing to guess for. */
  const answerWrong = async (
    { id, label }: VaultHeader,
    waitMs: number,
  ): Promise<HostResponse<'vault.unlock'>> => {
    const eraseAfterFile = eraseAfterOf(folders.folderOf(id));
    const count = eraseAfterFile.read()?.eraseAfter;
    const left = eraseAfterFile.countWrong();
    if (count === undefined || left !== 0) return { kind: 'wrong', waitMs, left };
    parts.erasedNotes.keep({ vault: id, label, sealed: { kind: 'wrongPassphrases', count } });
    await eraseVault(id);
    return { kind: 'erased' };
  };

  const eraseVault = async (id: string): Promise<void> => {
    const folder = folders.folderOf(id);
    const { kind } = readVaultHeader(folder);
    if (kind !== 'absent') eraseVaultHeader(folder); // before anything else, and before any wait
    if (vaultSession.current()?.id === id) await vaultSession.lock();
    if (kind !== 'absent') removeErasedFiles(folder);
  };

  return {
    state() {
      const all = folders.list();
      const currentVault = vaultSession.current();
      return {
        current: currentVault && { id: currentVault.id, label: currentVault.label },
        vaults: all
          .filter(({ read }) => read.kind !== 'erased')
          .map(({ id, folder, read }) => ({
            id,
            label: read.kind === 'header' ? read.header.label : read.kind === 'later' ? read.label : '',
            waitMs: Math.ceil(throttleOf(folder).waitMs()),
            header: read.kind === 'header' ? 'whole' : unopenedHeaderKind(read.kind),
            erases: eraseAfterEntry(eraseAfterOf(folder).read()),
          })),
        keychain: keychain.kind,
        refusedPlain: folders.hasPlain(),
        erased: all.filter(({ read }) => read.kind === 'erased').map(({ id }) => id),
      };
    },
    create: (ask) => mutex(() => create(ask)),
    unlock: (ask) => mutex(() => unlock(ask)),
    changePassphrase: (ask) => mutex(() => changePassphrase(ask)),
    checkPassphrase: (passphrase) => mutex(() => checkPassphrase(passphrase)),
    recover: (ask) => mutex(() => vaultRecovery.recover(ask)),
    renewPassphrase: (ask) => mutex(() => vaultRecovery.renewPassphrase(ask)),
    dropRecovered: () => vaultRecovery.dropRecovered(),
    erase: async () => eraseVault(vaultSession.requireOpen().id),
    eraseVault,
    setEraseAfter: (eraseAfter) =>
      eraseAfterOf(folders.folderOf(vaultSession.requireOpen().id)).set(eraseAfter),
    finishErasing() {
      for (const { folder, read } of folders.list()) {
        if (read.kind !== 'erased') continue;
        eraseVaultHeader(folder); // a power cut may have come between the header and its copy
        removeErasedFiles(folder);
      }
    },
    forget(id) {
      const folder = folders.folderOf(id);
      if (readVaultHeader(folder).kind === 'erased') fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

const eraseAfterEntry = (keptWrongPassphrases: WrongPassphrases | null): VaultEntry['erases'] =>
  keptWrongPassphrases && {
    after: keptWrongPassphrases.eraseAfter,
    left: passphraseTriesLeft(keptWrongPassphrases),
  };

type PassphraseTry =
  | { readonly kind: 'right'; readonly key: Uint8Array }
  | { readonly kind: 'wrong'; readonly waitMs: number }
  | { readonly kind: 'wait'; readonly waitMs: number }
  | { readonly kind: 'refused'; readonly code: 'keychain' };

/** Return the lock screen's kind for a header that opens no vault. */
const unopenedHeaderKind = (kind: HeaderReading['kind']): 'damaged' | 'missing' | 'later' =>
  kind === 'missing' || kind === 'later' ? kind : 'damaged';
