import type * as z from 'zod';
import type { DeviceId } from '#domain/ids.ts';
import { deriveSubKey } from '#domain/vault/sub-keys.ts';
import {
  defaultIdleMinutes,
  type Enrolment,
  type Host,
  type HostAsk,
  type HostChannel,
  type HostEvent,
  type HostEventPayload,
  type HostResponse,
  hostContract,
  hostEvents,
  type KeptPreferences,
} from '#renderer/host/host-contract.ts';
import { deviceIdOf } from '#sync/protocol/hash.ts';
import { isPayloadOfDevice } from '#sync/protocol/pack-codec.ts';
import { fakeServerKey, fakeServerSignature } from '#tests/support/server/fake-server-key.ts';
import { FakeShellJournal } from './fake-shell-journal.ts';

type NetResponse = HostResponse<'net.request'>;
type EnrolResponse = HostResponse<'device.enrol'>;

/** Headquarters, played by a test. */
export interface FakeHeadquarters {
  request?(ask: { readonly path: string; readonly body: string | null }): NetResponse | Promise<NetResponse>;
  enrol?(hostAsk: HostAsk<'device.enrol'>): EnrolResponse | Promise<EnrolResponse>;
}

/** A shell without Electron: same responses, a network that the test controls, and a list of the requests. */
export interface FakeHost extends Host {
  /** Present identity of this laptop; another one after `device.renew`. */
  readonly device: DeviceId;
  /** base64url of the raw Ed25519 public key. */
  readonly publicKey: string;
  readonly journal: FakeShellJournal;
  readonly asked: readonly { readonly channel: HostChannel; readonly ask: unknown }[];
  readonly savedFiles: readonly { readonly name: string; readonly text: string }[];
  readonly savedDocuments: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /**
   * From now on Chromium keeps databases by this engine. The shell remembers the engine of the last database that was
   * whole.
   */
  runOn(databaseEngine: 'leveldb' | 'sqlite'): void;
  /** The shell has followed headquarters to another key. */
  pin(serverKey: string): void;
  /** Replace the named parts of headquarters. */
  play(fakeHeadquarters: FakeHeadquarters): void;
  /** Resolves when every reaction has ended, as the shell waits for a flush. */
  tell<E extends HostEvent>(event: E, news: HostEventPayload<E>): Promise<void>;
}

export interface FakeHostStart {
  readonly headquarters?: FakeHeadquarters;
  readonly enrolment?: Enrolment;
  readonly notices?: HostResponse<'orders.notices'>;
  readonly offer?: { readonly url: string; readonly code: string };
  /** Name of the vault's database. */
  readonly database?: string;
  /** Id that this laptop claims, for a store that was made before; its signatures are then valid for nobody. */
  readonly device?: DeviceId;
  /** The laptop that this one is a copy of: it has the same key. */
  readonly copyOf?: FakeHost;
  /** The vault is restored from a backup of that time, and was never opened. */
  readonly backupAtMs?: number;
}

/** Passphrase with which a fake shell leaves the kiosk. */
export const fakeVaultPassphrase = 'copper lantern river morning';

/** The keys of each laptop now; a new identity has others. */
const keysByHost = new WeakMap<FakeHost, () => Awaited<ReturnType<typeof newKeys>>>();

/**
 * A fake shell with a device key of its own, for Node and for Chromium alike (WebCrypto). Messages are parsed and
 * cloned as on a real port, so that a test that passes here also passes there.
 */
export async function makeFakeHost(fakeHostStart: FakeHostStart = {}): Promise<FakeHost> {
  let own = (fakeHostStart.copyOf && keysByHost.get(fakeHostStart.copyOf)?.()) ?? (await newKeys());
  if (fakeHostStart.device) own = { ...own, device: fakeHostStart.device };
  const formerDeviceIds: DeviceId[] = [];
  let renewedFor: HostResponse<'device.identity'>['renewedFor'] = null;
  let backup: HostResponse<'device.identity'>['backup'] =
    fakeHostStart.backupAtMs === undefined ? null : { madeAtMs: fakeHostStart.backupAtMs, isOpened: false };
  const fakeShellJournal = new FakeShellJournal();
  const vaultKey = crypto.getRandomValues(new Uint8Array(32));
  const vaultId = crypto.randomUUID();
  let idleMinutes = defaultIdleMinutes;
  let eraseAfter: HostAsk<'vault.eraseAfter'> = null;

  const asked: { channel: HostChannel; ask: unknown }[] = [];
  const blobs = new Map<string, Uint8Array<ArrayBuffer>>();
  const savedFiles: { name: string; text: string }[] = [];
  const savedDocuments: { name: string; bytes: Uint8Array }[] = [];
  const reactions = new Set<{ event: HostEvent; react: (news: never) => void | Promise<void> }>();
  let fakeHeadquarters: FakeHeadquarters = { ...fakeHostStart.headquarters };
  let enrolment = fakeHostStart.enrolment ?? null;
  let keptPreferences: KeptPreferences | null = null;
  let isOffline = false;
  let databaseEngine: 'leveldb' | 'sqlite' = 'leveldb';
  let engineKept: 'leveldb' | 'sqlite' | null = null;

  const identity = (): HostResponse<'device.identity'> => ({
    device: own.device,
    publicKey: own.publicKey,
    former: [...formerDeviceIds],
    renewedFor,
    backup,
    enrolment,
  });

  const tell = async <E extends HostEvent>(event: E, news: HostEventPayload<E>): Promise<void> => {
    const parsed = hostEvents[event].parse(news) as never; // the event's own schema gives its reaction's argument
    const reacting = [...reactions].filter((one) => one.event === event);
    await Promise.all(reacting.map(async ({ react }) => react(parsed)));
  };

  const responses: {
    [C in HostChannel]: (hostAsk: HostAsk<C>) => HostResponse<C> | Promise<HostResponse<C>>;
  } = {
    'app.about': () => ({
      version: '0.0.0',
      platform: 'test',
      runtime: 'no shell',
      isPackaged: false,
      isDemonstration: true,
    }),
    // A laptop with its only vault open: a locked vault has no store to test.
    'vault.state': () => ({
      current: { id: vaultId, label: 'Test' },
      vaults: [
        {
          id: vaultId,
          label: 'Test',
          waitMs: 0,
          header: 'whole',
          erases: eraseAfter === null ? null : { after: eraseAfter, left: eraseAfter },
        },
      ],
      keychain: 'none',
      refusedPlain: false,
      erased: [],
    }),
    'laptop.state': () => ({ disk: 'unknown', backupAtMs: null }),
    'recovery.recipients': () => ({ fingerprint: null, sinceMs: null, isUnread: false, refused: null }),
    'recovery.read': () => null,
    'vault.create': () => ({ kind: 'refused', code: 'failed' }),
    'vault.unlock': ({ id }) => ({ kind: 'open', id }),
    'vault.lock': () => null,
    'vault.changePassphrase': () => ({ kind: 'changed' }),
    'kiosk.enter': () => null,
    'kiosk.leave': ({ passphrase }) =>
      passphrase === fakeVaultPassphrase ? { kind: 'left' } : { kind: 'wrong', waitMs: 0 },
    'vault.recover': () => ({ kind: 'opened' }),
    'vault.renewPassphrase': ({ id }) => ({ kind: 'open', id }),
    'vault.dropRecovered': () => null,
    'vault.erase': () => null,
    'vault.choose': () => null,
    'vault.eraseAfter': (said) => {
      eraseAfter = said;
      return null;
    },
    'vault.forget': () => null,
    // Each time, unlike a shell: tests open the same store again and again.
    'vault.storeKeys': () => ({
      database: fakeHostStart.database ?? `fieldbook-${vaultId}`,
      store: deriveSubKey(vaultKey, 'store'),
      journal: deriveSubKey(vaultKey, 'journal'),
      index: deriveSubKey(vaultKey, 'index'),
      blobs: deriveSubKey(vaultKey, 'blobs'),
    }),
    'vault.idle': (minutes) => (idleMinutes = minutes ?? idleMinutes),
    'device.identity': () => identity(),
    'device.renew': async ({ why }) => {
      formerDeviceIds.push(own.device);
      renewedFor = why;
      own = await newKeys();
      return identity();
    },
    'journal.append': ({ frames }) => fakeShellJournal.append(frames),
    'journal.files': () => fakeShellJournal.files(),
    'journal.read': ({ file }) => fakeShellJournal.read(file),
    'journal.room': () => fakeShellJournal.room(),
    'journal.drop': ({ files }) => {
      fakeShellJournal.drop(files);
      return null;
    },
    'journal.blank': ({ file, frames }) => {
      fakeShellJournal.blank(file, frames);
      return null;
    },
    'blob.keep': ({ bytes }) => {
      const blob = String(blobs.size + 1).padStart(32, '0');
      blobs.set(blob, new Uint8Array(bytes));
      return { kind: 'kept', blob };
    },
    'blob.read': ({ blob }) => blobs.get(blob) ?? null,
    'database.discard': () => null,
    'database.engineChanged': () => engineKept !== null && engineKept !== databaseEngine,
    'database.whole': () => {
      engineKept = databaseEngine;
      backup = backup && { ...backup, isOpened: true };
      return null;
    },
    'device.offer': () => fakeHostStart.offer ?? null,
    'camera.scan': (isScanning) => isScanning, // the person says yes to the shell
    'device.enrol': async (ask) => {
      if (isOffline || !fakeHeadquarters.enrol) return unreachable;
      const deviceEnrolResponse = await fakeHeadquarters.enrol(ask);
      if (deviceEnrolResponse.kind === 'enrolled') enrolment = deviceEnrolResponse.enrolment;
      return deviceEnrolResponse;
    },
    'device.sign': async ({ payload }) => {
      if (!isPayloadOfDevice(own.device, payload)) throw new Error('This is no pack of this device');
      const bytes = new TextEncoder().encode(payload);
      return { sig: base64url(new Uint8Array(await crypto.subtle.sign('Ed25519', own.privateKey, bytes))) };
    },
    'backup.make': () => ({ kind: 'cancelled' }),
    'backup.choose': () => ({ kind: 'cancelled' }),
    'backup.restore': () => ({ kind: 'wrong' }),
    'erase.sealed': () => null,
    'erase.notices': () => [],
    'erase.dismiss': () => null,
    'orders.notices': () => fakeHostStart.notices ?? [],
    'orders.dismiss': () => null,
    'device.verify': async ({ packs }) => {
      const encoder = new TextEncoder();
      const holds = packs.map(async ({ key, payload, sig }) => {
        if (key === fakeServerKey) return sig === fakeServerSignature(payload);
        const raw = await crypto.subtle.importKey('raw', fromBase64url(key), 'Ed25519', true, ['verify']);
        return crypto.subtle.verify('Ed25519', raw, fromBase64url(sig), encoder.encode(payload));
      });
      return { holds: await Promise.all(holds) };
    },
    'net.request': (ask) => {
      if (!enrolment) return { kind: 'refused', status: 0, code: 'notEnrolled' };
      return isOffline ? unreachable : (fakeHeadquarters.request?.(ask) ?? unreachable);
    },
    'net.simulateOffline': async (offline) => {
      if (offline === null || offline === isOffline) return isOffline;
      isOffline = offline;
      await tell('net.changed', { online: !offline });
      return offline;
    },
    'preferences.read': () => keptPreferences,
    'preferences.write': (chosen) => {
      keptPreferences = chosen;
      return null;
    },
    'file.save': (file) => {
      savedFiles.push(file);
      return 'saved';
    },
    'document.saved': () => {
      const name = savedDocuments.at(-1)?.name;
      return name === undefined ? null : { name, folder: 'Downloads' };
    },
    'document.show': () => null,
    'folder.choose': () => ({ name: 'Mission reports' }),
    'folder.save': ({ name, bytes }) => {
      savedDocuments.push({ name, bytes });
      return 'saved';
    },
    'folder.show': () => null,
    'document.save': ({ name, bytes }) => {
      savedDocuments.push({ name, bytes });
      return 'saved';
    },
    // The part of a PDF that a test looks at: its source.
    'document.print': ({ html }) => new TextEncoder().encode(`%PDF-${html}`),
    'menu.language': () => null,
    'window.flushed': () => null,
    'update.choose': () => ({ kind: 'cancelled' }),
    'update.show': () => null,
  };

  const fakeHost: FakeHost = {
    get device() {
      return own.device;
    },
    get publicKey() {
      return own.publicKey;
    },
    journal: fakeShellJournal,
    asked,
    savedFiles,
    savedDocuments,
    tell,
    runOn(nextDatabaseEngine) {
      databaseEngine = nextDatabaseEngine;
    },
    pin(serverKey) {
      enrolment = enrolment && { ...enrolment, serverKey };
    },
    play(parts) {
      fakeHeadquarters = { ...fakeHeadquarters, ...parts };
    },
    async ask(channel, question) {
      const schema: { ask: z.ZodType; response: z.ZodType } = hostContract[channel];
      const parsed = schema.ask.parse(structuredClone(question));
      asked.push({ channel, ask: parsed });
      const response = await responses[channel](parsed as never); // parsed by this channel's schema
      return schema.response.parse(structuredClone(response)) as HostResponse<typeof channel>;
    },
    on(event, react) {
      const reaction = { event, react };
      reactions.add(reaction);
      return () => void reactions.delete(reaction);
    },
  };
  keysByHost.set(fakeHost, () => own);
  return fakeHost;
}

async function newKeys() {
  const keys = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  const rawKey = new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey));
  return { device: deviceIdOf(rawKey), publicKey: base64url(rawKey), privateKey: keys.privateKey };
}

const unreachable = { kind: 'unreachable', why: 'no network' } as const;

const fromBase64url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
