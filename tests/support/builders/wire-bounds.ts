import type { JsonValue } from '#base/json.ts';
import { latestTimestampMs, maximumHlcCounter } from '#domain/clock/hlc.ts';
import { DocumentKind, Path } from '#domain/document/op.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import { decodePayload } from '#sync/protocol/pack-codec.ts';
import { RemoteCommandConfirmation } from '#sync/protocol/remote-commands.ts';
import { RenewRequest } from '#sync/protocol/renew-identity.ts';
import { SnapshotWirePage } from '#sync/protocol/snapshot.ts';
import { KeyEscrowRequest } from '#sync/protocol/vault-recovery.ts';
import {
  EnrolRequest,
  EnrolResponse,
  LogAnswer,
  Pack,
  Problem,
  SyncRequest,
  SyncResponse,
} from '#sync/protocol/wire.ts';
import { aPayload, documentIdAt } from './extreme-payload.ts';
import { aDevice, aLog, aPerson } from './sample-ids.ts';

/** One bound of the wire, with a way to try it. */
export interface Bound {
  /** Name in the table of sync/SPEC.md. */
  readonly name: string;
  readonly figure: number;
  /** Tell whether this number or size is accepted. */
  readonly isTaken: (size: number) => boolean;
  readonly least?: number;
}

const letters = (count: number): string => 'a'.repeat(count);
const list = <T>(count: number, item: (at: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => item(at));
/** Tell whether this payload text is read. */
export const opens = (text: string): boolean => decodePayload(text).ok;
const takes =
  (schema: { safeParse: (value: unknown) => { success: boolean } }, made: (size: number) => unknown) =>
  (size: number): boolean =>
    schema.safeParse(made(size)).success;

const request = (change: object) => ({ protocol: 1, device: aDevice(), logs: {}, ...change });
const inRequest = (made: (size: number) => object) => takes(SyncRequest, (size) => request(made(size)));
const record = (count: number, key: (at: number) => string, value: unknown) =>
  Object.fromEntries(list(count, (at) => [key(at), value]));
const answer = (log: object, more: object = {}) => ({
  protocol: 1,
  now: 0,
  verdicts: [],
  orders: [],
  logs: { [aLog()]: { entries: [], next: 0, more: false, acked: 0, ...log } },
  ...more,
});
const renewal = (change: object) => ({
  deviceKey: letters(43),
  proof: letters(86),
  label: 'a',
  platform: '',
  version: '',
  why: 'fork',
  ...change,
});
const enrolment = (change: object) => ({
  code: 'a',
  deviceKey: letters(43),
  label: 'a',
  platform: '',
  version: '',
  ...change,
});
const grants = (change: object) => ({ etag: 'a', logs: {}, devices: {}, ...change });
const enrolled = (name: string) => ({
  person: aPerson(),
  name,
  server: { name, recipients: [], key: letters(43) },
  grants: grants({}),
  lease: 1,
});
const overOf = (count: number): readonly (readonly [number, number])[] => list(count, (at) => [-1, at + 1]);
const nested = (depth: number): JsonValue => (depth === 0 ? 1 : [nested(depth - 1)]);
const page = (change: object) => ({
  place: 0,
  have: {},
  holds: {},
  held: [],
  left: 0,
  more: false,
  documents: { docs: [], paths: [], devs: [], h: [], p: [], w: [], n: [], t: [], c: [], v: [], rest: [] },
  ...change,
});

/** Every bound of the wire: the table of sync/SPEC.md has the same. */
export const bounds: readonly Bound[] = [
  {
    name: 'bytes of a payload',
    least: 2,
    figure: wireLimits.packBytes,
    isTaken: takes(Pack, (size) => ({ payload: letters(size), sig: letters(86) })),
  },
  {
    name: 'ops of a pack',
    figure: wireLimits.packOps,
    isTaken: (size) => opens(aPayload({ ops: { v: list(size, () => 1) } })),
  },
  {
    name: 'documents, paths named in a pack',
    figure: wireLimits.packOps,
    isTaken: (size) => opens(aPayload({ docs: list(size, (at) => [documentIdAt(at), 'assessment']) })),
  },
  {
    name: 'documents, paths named in a pack',
    figure: wireLimits.packOps,
    isTaken: (size) => opens(aPayload({ paths: list(size, (at) => `p${at}`) })),
  },
  {
    name: 'devices named in a pack',
    figure: wireLimits.packDevices,
    isTaken: (size) => opens(aPayload({ devs: list(size, aDevice) })),
  },
  {
    name: 'values that one op replaces (`over`)',
    figure: wireLimits.overDots,
    isTaken: (size) => opens(aPayload({ ops: { o: [overOf(size)] } })),
  },
  {
    name: 'the same in a pack',
    figure: wireLimits.packOverDots,
    isTaken: (size) => {
      const cells = [...list(8, () => overOf(1_000)), overOf(size - 8_000)];
      return opens(aPayload({ ops: { v: list(9, () => 1), o: cells } }));
    },
  },
  {
    name: 'number of an op, place, cursor, `acked`, `have`',
    figure: wireLimits.number,
    isTaken: (size) => opens(aPayload({ first: size })),
  },
  {
    name: 'number of an op, place, cursor, `acked`, `have`',
    figure: wireLimits.number,
    isTaken: (size) => opens(aPayload({ ops: { o: [[[-1, size]]] } })),
  },
  {
    name: 'number of an op, place, cursor, `acked`, `have`',
    figure: wireLimits.number,
    least: 0,
    isTaken: inRequest((size) => ({ logs: { [aLog()]: { since: size } } })),
  },
  {
    name: 'number of an op, place, cursor, `acked`, `have`',
    figure: wireLimits.number,
    least: 0,
    isTaken: inRequest((size) => ({ logs: { [aLog()]: { since: 0, have: { [aDevice()]: size } } } })),
  },
  {
    name: 'number of an op, place, cursor, `acked`, `have`',
    figure: wireLimits.number,
    least: 0,
    isTaken: takes(SyncResponse, (size) => answer({ next: size, acked: size })),
  },
  {
    name: 'number of an op, place, cursor, `acked`, `have`',
    figure: wireLimits.number,
    least: 0,
    isTaken: takes(SnapshotWirePage, (size) => page({ place: size, left: size })),
  },
  {
    name: 'milliseconds of a stamp, `now`, `at` of an order',
    figure: latestTimestampMs,
    least: 0,
    isTaken: (size) => opens(aPayload({ stamp: [size, 0] })),
  },
  {
    name: 'milliseconds of a stamp, `now`, `at` of an order',
    figure: latestTimestampMs,
    least: 0,
    // Steps forward and back within one pack: only the position of each op counts.
    isTaken: (size) =>
      opens(aPayload({ stamp: [5, 0], ops: { v: [1, 1, 1], t: [0, size - 5, 5 - size], c: 0 } })),
  },
  {
    name: 'milliseconds of a stamp, `now`, `at` of an order',
    figure: latestTimestampMs,
    least: 0,
    isTaken: takes(SyncResponse, (size) => answer({}, { now: size })),
  },
  {
    name: 'milliseconds of a stamp, `now`, `at` of an order',
    figure: latestTimestampMs,
    least: 0,
    isTaken: takes(RemoteCommandConfirmation, (size) => ({ device: aDevice(), order: 'wipe', at: size })),
  },
  {
    name: 'counter of a stamp',
    figure: maximumHlcCounter,
    least: 0,
    isTaken: (size) => opens(aPayload({ stamp: [1, size] })),
  },
  {
    name: 'counter of a stamp',
    figure: maximumHlcCounter,
    least: 0,
    isTaken: (size) => opens(aPayload({ ops: { v: [1, 1], c: [0, size] } })),
  },
  {
    name: 'bytes of a value as JSON',
    figure: wireLimits.valueBytes,
    isTaken: (size) => opens(aPayload({ ops: { v: [size === 1 ? 1 : letters(size - 2)] } })),
  },
  {
    name: 'nesting of a value, of a request',
    figure: wireLimits.valueDepth,
    isTaken: (size) => opens(aPayload({ ops: { v: [nested(size)] } })),
  },
  {
    name: 'segments of a path',
    figure: 8,
    isTaken: (size) => Path.safeParse(list(size, () => 'a').join('/')).success,
  },
  { name: 'letters of a segment', figure: 64, isTaken: takes(Path, letters) },
  { name: 'letters of a kind', figure: 40, isTaken: takes(DocumentKind, letters) },
  {
    name: 'packs of a request',
    figure: wireLimits.requestPacks,
    isTaken: inRequest((size) => ({ packs: list(size, () => 1) })),
  },
  {
    name: 'logs of a request',
    figure: wireLimits.requestLogs,
    isTaken: inRequest((size) => ({ logs: record(size, documentIdAt, { since: 0 }) })),
  },
  {
    name: 'devices of `have`',
    figure: wireLimits.haveDevices,
    isTaken: inRequest((size) => ({ logs: { [aLog()]: { since: 0, have: record(size, aDevice, 1) } } })),
  },
  {
    name: 'numbers of a device in `holds`',
    figure: wireLimits.responseHolds,
    isTaken: (size) =>
      LogAnswer.safeParse({
        entries: [],
        next: 0,
        more: false,
        acked: 0,
        holds: { [aDevice()]: list(size, (at) => at + 1) },
      }).success,
  },
  {
    name: 'bytes of `budget`, of an answer',
    figure: wireLimits.responseBytes,
    isTaken: inRequest((size) => ({ budget: size })),
  },
  {
    name: 'letters of `grants`, of `etag`',
    figure: 100,
    isTaken: inRequest((size) => ({ grants: letters(size) })),
  },
  {
    name: 'letters of `grants`, of `etag`',
    figure: 100,
    isTaken: takes(SyncResponse, (size) => answer({}, { grants: grants({ etag: letters(size) }) })),
  },
  ...(
    [
      (title) => answer({}, { grants: grants({ about: { [aLog()]: { kind: 'mission', title } } }) }),
      (name) => answer({}, { grants: grants({ devices: { [aDevice()]: { person: aPerson(), name } } }) }),
    ] satisfies ((text: string) => object)[]
  ).map((made) => ({
    name: 'letters of a name, a title or a sentence of headquarters',
    figure: wireLimits.shownChars,
    isTaken: takes(SyncResponse, (size) => made(letters(size))),
  })),
  {
    name: 'letters of a name, a title or a sentence of headquarters',
    figure: wireLimits.shownChars,
    isTaken: takes(Problem, (size) => ({
      type: 'about:blank',
      title: 'a',
      status: 400,
      code: 'malformed',
      detail: letters(size),
    })),
  },
  {
    name: 'letters of a name, a title or a sentence of headquarters',
    figure: wireLimits.shownChars,
    isTaken: takes(EnrolResponse, (size) => enrolled(letters(size))),
  },
  {
    name: 'orders of an answer',
    figure: wireLimits.orders,
    isTaken: takes(SyncResponse, (size) =>
      answer({}, { orders: list(size, (at) => ({ order: 'wipe', device: aDevice(), at, sig: '' })) }),
    ),
  },
  {
    name: '`waiting.ops`',
    figure: wireLimits.waitingOps,
    isTaken: inRequest((size) => ({ waiting: { ops: size, bytes: 0 } })),
  },
  {
    name: '`waiting.bytes`',
    figure: wireLimits.waitingBytes,
    least: 0,
    isTaken: inRequest((size) => ({ waiting: { ops: 1, bytes: size } })),
  },
  ...(
    [
      ['`code` (enrolment)', 'code', 40],
      ['`label`', 'label', 120],
      ['`platform`', 'platform', 60],
      ['`version`', 'version', 40],
      ['`recipient`', 'recipient', 200],
    ] as const
  ).map(([name, field, figure]) => ({
    name: `letters of ${name}`,
    figure,
    isTaken: takes(EnrolRequest, (size) => enrolment({ [field]: letters(size) })),
  })),
  ...(
    [
      ['label', 120],
      ['platform', 60],
      ['version', 40],
    ] as const
  ).map(([field, figure]) => ({
    name: `letters of \`${field}\``,
    figure,
    isTaken: takes(RenewRequest, (size) => renewal({ [field]: letters(size) })),
  })),
  {
    name: 'base64 of a sealed vault key',
    figure: 16_384,
    least: 4,
    // Base64 grows by four letters.
    isTaken: takes(KeyEscrowRequest, (size) => ({
      vault: documentIdAt(1),
      sealed: letters(Math.ceil(size / 4) * 4),
    })),
  },
];
