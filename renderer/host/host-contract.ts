import * as z from 'zod';
import { DeviceId, PersonId } from '#domain/ids.ts';
import { EraseAfter } from '#domain/vault/passphrase.ts';
import { RenewalReason } from '#sync/protocol/renew-identity.ts';
import { EnrolResponse } from '#sync/protocol/wire.ts';
import { blobChannels, documentChannels } from './file-channels.ts';
import { backupChannels, kioskChannels, laptopChannels, recoveryChannels } from './vault-channels.ts';

/** Enrolment of this device, and the address of headquarters. */
export const Enrolment = z.readonly(
  z.object({
    person: PersonId,
    name: z.string(),
    url: z.url(),
    serverName: z.string(),
    serverKey: z.string(),
  }),
);
export type Enrolment = z.infer<typeof Enrolment>;

/**
 * Look of the screen on this laptop, kept by the shell because the page keeps nothing on the disk itself.
 * Loose on purpose: the app knows the existing languages, themes and sizes, and takes its default for an
 * unknown one.
 */
export const KeptPreferences = z.readonly(
  z.object({ language: z.string().max(35), theme: z.string().max(20), textSize: z.int().min(50).max(400) }),
);
export type KeptPreferences = z.infer<typeof KeptPreferences>;

/**
 * Identity of this device.
 * `former`: earlier identities, oldest first; they wrote its earlier ops. A new identity that headquarters
 * does not know yet is announced with the next request. `renewedFor`: reason of the present one; null for the first.
 * `backup`: the vault was restored from the backup of that time; `isOpened` once its database was whole.
 */
const DeviceIdentity = z.object({
  device: DeviceId,
  publicKey: z.string(),
  former: z.readonly(z.array(DeviceId)),
  renewedFor: RenewalReason.nullable(),
  backup: z.readonly(z.object({ madeAtMs: z.int().nonnegative(), isOpened: z.boolean() })).nullable(),
  enrolment: Enrolment.nullable(),
});

/** Reason why an update from a file is refused. */
export const UpdateRefusalCode = z.enum([
  'noKey',
  'noSignature',
  'malformed',
  'wrongKey',
  'otherProduct',
  'otherPlatform',
  'same',
  'older',
  'cut',
  'tampered',
  'failed',
]);
export type UpdateRefusalCode = z.infer<typeof UpdateRefusalCode>;

const journalFrames = z.readonly(z.array(z.instanceof(Uint8Array)));

/**
 * Reason why there was no response from headquarters. Codes are the server's (`clock`, `device`, ...) or the
 * shell's own.
 */
const NetworkRefusal = z.readonly(
  z.object({ kind: z.literal('refused'), status: z.int(), code: z.string(), detail: z.string().optional() }),
);
const NetworkUnreachable = z.readonly(z.object({ kind: z.literal('unreachable'), why: z.string() }));

const passphraseWaitMs = z.int().nonnegative();
const derivedKeyBytes = z.instanceof(Uint8Array).refine(({ length }) => length === 32);
/** Long enough for any sentence; a longer one is not a passphrase but an attack on the key derivation. */
const vaultPassphrase = z.string().min(1).max(1024);

/**
 * Vault before it is unlocked. `passphraseWaitMs`: no passphrase is tried before. `header`: other than whole,
 * no passphrase opens the vault here. File and copy are then unreadable, gone, or of a later version.
 * `erases`: after `after` wrong passphrases in a row the vault is erased, and `left` tries remain; null:
 * never.
 */
export const VaultEntry = z.readonly(
  z.object({
    id: z.uuid(),
    label: z.string(),
    waitMs: passphraseWaitMs,
    header: z.enum(['whole', 'damaged', 'missing', 'later']),
    erases: z.readonly(z.object({ after: EraseAfter, left: z.int().positive() })).nullable(),
  }),
);
export type VaultEntry = z.infer<typeof VaultEntry>;

const netTraffic = { bytesUp: z.int().nonnegative(), bytesDown: z.int().nonnegative(), tookMs: z.number() };

/** Minutes of `vault.idle` on a laptop where nobody has chosen. */
export const defaultIdleMinutes = 10;

/**
 * Everything that the app asks of the shell around it.
 * The app owns this port, the shell implements it; each side parses its input. The page and the store's
 * worker each hold one message port for it.
 */
export const hostContract = {
  ...recoveryChannels,
  ...backupChannels,
  ...blobChannels,
  ...documentChannels,
  ...laptopChannels,
  ...kioskChannels,
  'app.about': {
    ask: z.null(),
    response: z.object({
      version: z.string(),
      platform: z.string(),
      runtime: z.string(),
      isPackaged: z.boolean(),
      /** Started to be tried, with a switch that simulates work without a network. */
      isDemonstration: z.boolean(),
    }),
  },
  /**
   * Vaults of this laptop.
   * `keychain`: whether the system keeps a second secret. `refusedPlain`: unencrypted data of an early build
   * is here and stays untouched. `erased`: the page must delete the databases of these vaults.
   */
  'vault.state': {
    ask: z.null(),
    response: z.object({
      current: z.object({ id: z.uuid(), label: z.string() }).nullable(),
      vaults: z.readonly(z.array(VaultEntry)),
      keychain: z.enum(['system', 'none']),
      refusedPlain: z.boolean(),
      erased: z.readonly(z.array(z.uuid())),
    }),
  },
  'vault.create': {
    ask: z.object({ label: z.string().max(80), passphrase: vaultPassphrase }),
    response: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('open'), id: z.uuid() }),
      z.object({ kind: z.literal('refused'), code: z.enum(['weak', 'label', 'full', 'failed']) }),
    ]),
  },
  /**
   * `left`: so many more tries may be wrong before the vault is erased; null without this rule. `erased`:
   * this was one too many, and the window reloads.
   */
  'vault.unlock': {
    ask: z.object({ id: z.uuid(), passphrase: vaultPassphrase }),
    response: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('open'), id: z.uuid() }),
      z.object({ kind: z.literal('wrong'), waitMs: passphraseWaitMs, left: z.int().positive().nullable() }),
      z.object({ kind: z.literal('wait'), waitMs: passphraseWaitMs }),
      z.object({ kind: z.literal('erased') }),
      z.object({
        kind: z.literal('refused'),
        code: z.enum(['damaged', 'missing', 'later', 'keychain', 'plain', 'failed']),
      }),
    ]),
  },
  /** Save typing, drop the keys and reload the window. */
  'vault.lock': { ask: z.null(), response: z.null() },
  'vault.changePassphrase': {
    ask: z.object({ current: vaultPassphrase, next: vaultPassphrase }),
    response: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('changed') }),
      z.object({ kind: z.literal('wrong'), waitMs: passphraseWaitMs }),
      z.object({ kind: z.literal('wait'), waitMs: passphraseWaitMs }),
      z.object({ kind: z.literal('refused'), code: z.enum(['weak', 'failed']) }),
    ]),
  },
  /** Make the open vault unreadable permanently, at once; then delete its files and reload the window. */
  'vault.erase': { ask: z.null(), response: z.null() },
  /** Vault that is chosen on the lock screen: holding Ctrl+Shift+Delete erases it. */
  'vault.choose': { ask: z.object({ id: z.uuid().nullable() }), response: z.null() },
  /**
   * Rule of the open vault's programme: after so many wrong passphrases in a row it is erased; null for
   * never.
   */
  'vault.eraseAfter': { ask: EraseAfter.nullable(), response: z.null() },
  /** The page has deleted the database of an erased vault. */
  'vault.forget': { ask: z.object({ id: z.uuid() }), response: z.null() },
  /** For the store's worker: answered once per unlock and load of the page, later asks fail. */
  'vault.storeKeys': {
    ask: z.null(),
    response: z.object({
      database: z.string(),
      store: derivedKeyBytes,
      journal: derivedKeyBytes,
      index: derivedKeyBytes,
      blobs: derivedKeyBytes,
    }),
  },
  /**
   * Vaults that headquarters revoked and this laptop erased, until the person has read it.
   * `file`: work that was not at headquarters, encrypted for it alone. `failed`: it could not be encrypted.
   * `wiped`: headquarters had the vault erased, without further details.
   */
  'orders.notices': {
    ask: z.null(),
    response: z.readonly(
      z.array(
        z.readonly(
          z.object({
            vault: z.string(),
            label: z.string(),
            atMs: z.int(),
            sealed: z.discriminatedUnion('kind', [
              z.object({ kind: z.literal('file'), file: z.string() }),
              z.object({ kind: z.enum(['nothing', 'failed', 'wiped']) }),
            ]),
          }),
        ),
      ),
    ),
  },
  'orders.dismiss': { ask: z.object({ vault: z.string() }), response: z.null() },
  /** Minutes without a touch after which the vault is locked; of the laptop, not of a vault. */
  'vault.idle': { ask: z.int().min(1).max(60).nullable(), response: z.int().min(1).max(60) },
  /** The device's identity is made on first ask, offline, before any server is known. */
  'device.identity': {
    ask: z.null(),
    response: DeviceIdentity,
  },
  /** Make a new identity, on the disk before it is answered. */
  'device.renew': { ask: z.object({ why: RenewalReason }), response: DeviceIdentity },
  /** Append encrypted frames to the vault's journal; `kept` when they are flushed (D1). */
  'journal.append': {
    ask: z.object({ frames: journalFrames }),
    response: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('kept'),
        file: z.int(),
        room: z.enum(['ample', 'reserve']),
        /** The journal's file was removed before: its content is gone, and this is in another one. */
        isAnew: z.literal(true).optional(),
      }),
      z.object({ kind: z.literal('refused'), code: z.enum(['full', 'failed']), why: z.string() }),
    ]),
  },
  /** The journal's files, oldest first. */
  'journal.files': { ask: z.null(), response: z.readonly(z.array(z.int())) },
  /** The whole frames of one file in order; damaged ones are counted, a torn last one is not damage (D3). */
  'journal.read': {
    ask: z.object({ file: z.int() }),
    response: z.object({ frames: journalFrames, damaged: z.int().nonnegative() }),
  },
  /** Room on the disk now; where little is left, the reserve is given up first (D4). */
  'journal.room': { ask: z.null(), response: z.enum(['ample', 'reserve']) },
  'journal.drop': { ask: z.object({ files: z.readonly(z.array(z.int())) }), response: z.null() },
  /**
   * Overwrite these frames of a file, so that they cannot be read any more; frames beside them stay
   * (docs/requirements.md E).
   */
  'journal.blank': { ask: z.object({ file: z.int(), frames: journalFrames }), response: z.null() },
  /** Remove the files of the page's databases, which can be neither opened nor deleted any more (D2). */
  'database.discard': { ask: z.null(), response: z.null() },
  /** Enrolment code from the command line that started the app, if any. */
  'device.offer': { ask: z.null(), response: z.object({ url: z.url(), code: z.string() }).nullable() },
  /**
   * Begin or end scanning a code.
   * Answers whether the page may use the camera now. It may only between both, and in a vault of a programme
   * only after the person's consent to the shell.
   */
  'camera.scan': { ask: z.boolean(), response: z.boolean() },
  'device.enrol': {
    ask: z.object({ url: z.url(), code: z.string().min(1).max(40), label: z.string().min(1).max(120) }),
    response: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('enrolled'), enrolment: Enrolment, response: EnrolResponse }),
      NetworkRefusal,
      NetworkUnreachable,
    ]),
  },
  /**
   * Sign the UTF-8 bytes of a pack's payload, and nothing else, with Ed25519. The device key never leaves the
   * shell.
   */
  'device.sign': { ask: z.object({ payload: z.string() }), response: z.object({ sig: z.string() }) },
  /** Whether these colleagues' signatures are valid, in the same order. Keys are raw Ed25519, base64url. */
  'device.verify': {
    ask: z.object({
      packs: z.readonly(
        z.array(z.readonly(z.object({ key: z.string(), payload: z.string(), sig: z.string() }))),
      ),
    }),
    response: z.object({ holds: z.readonly(z.array(z.boolean())) }),
  },
  /** A signed request to headquarters, compressed on the way. `body` null is a GET. Paths below /api/v1 only. */
  'net.request': {
    ask: z.object({
      path: z.string().regex(/^\/api\/v1\/[A-Za-z0-9/._~?=&%-]*$/),
      body: z.string().nullable(),
    }),
    response: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('answered'), status: z.int(), body: z.string(), ...netTraffic }),
      NetworkRefusal,
      NetworkUnreachable,
    ]),
  },
  /** Switch that simulates a missing network; answers its present state. */
  'net.simulateOffline': { ask: z.boolean().nullable(), response: z.boolean() },
  /** `null` until something was chosen on this laptop. */
  'preferences.read': { ask: z.null(), response: KeptPreferences.nullable() },
  'preferences.write': { ask: KeptPreferences, response: z.null() },
  'file.save': {
    ask: z.object({ name: z.string().max(200), text: z.string() }),
    response: z.enum(['saved', 'cancelled']),
  },
  /** Language of the person, for the shell's own menu. */
  'menu.language': { ask: z.enum(['en', 'fr', 'ar']), response: z.null() },
  /**
   * Sent by this port's side of the wire when every reaction to `window.flush` has ended; the shell waits for
   * it.
   */
  'window.flushed': { ask: z.null(), response: z.null() },
  // Updates that come on a stick.
  /**
   * Let the person choose a file; it is checked and copied to a safe place. `command`: installs it; null:
   * opening it does.
   */
  'update.choose': {
    ask: z.null(),
    response: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('cancelled') }),
      z.object({
        kind: z.literal('staged'),
        version: z.string(),
        file: z.string(),
        command: z.string().nullable(),
      }),
      z.object({ kind: z.literal('refused'), code: UpdateRefusalCode }),
    ]),
  },
  /** Show the staged update in the system's own file manager. */
  'update.show': { ask: z.null(), response: z.null() },
} as const satisfies ChannelContract;

/** Events from the shell. `flush`: the window hides or closes, so typing must be saved now. */
export const hostEvents = {
  'net.changed': z.object({ online: z.boolean() }),
  'window.flush': z.null(),
  /** The vault is locked: typing is saved already (`window.flush` came first), and the window reloads. */
  'vault.locking': z.null(),
  'menu.chosen': z.object({ command: z.enum(['search', 'sync', 'settings', 'shortcuts']) }),
} as const satisfies { readonly [event: string]: z.ZodType };

interface ChannelContract {
  readonly [channel: string]: { readonly ask: z.ZodType; readonly response: z.ZodType };
}

export type HostChannel = keyof typeof hostContract;
export type HostAsk<C extends HostChannel> = z.input<(typeof hostContract)[C]['ask']>;
export type HostResponse<C extends HostChannel> = z.output<(typeof hostContract)[C]['response']>;
export type HostEvent = keyof typeof hostEvents;
export type HostEventPayload<E extends HostEvent> = z.output<(typeof hostEvents)[E]>;

/** Messages on a host port. Requests carry an id of the sender's; an answer or a failure has the same. */
export const HostRequest = z.object({ id: z.int(), channel: z.string(), ask: z.unknown() });
export type HostRequest = z.infer<typeof HostRequest>;
export const HostReply = z.union([
  z.object({ id: z.int(), answer: z.unknown() }),
  z.object({ id: z.int(), failure: z.string() }),
  z.object({ event: z.string(), news: z.unknown() }),
]);

/**
 * First message of a page that wants a port, posted to its own window. The preload answers with
 * `hostPortMessage` and the port. A contextBridge cannot transfer ports, window messages can.
 */
export const hostConnectMessage = 'fieldbook:connect-host';
export const hostPortMessage = 'fieldbook:host-port';

/** The port as the app uses it. */
export interface Host {
  ask<C extends HostChannel>(channel: C, hostAsk: HostAsk<C>): Promise<HostResponse<C>>;
  /**
   * Call back on each event until the returned function is called.
   * The window waits for the promise of a reaction to `window.flush`, but no longer than a moment: save
   * first.
   */
  on<E extends HostEvent>(event: E, react: (news: HostEventPayload<E>) => void | Promise<void>): () => void;
}
