import { encodeBase64 } from '#base/base64.ts';
import type { JsonValue } from '#base/json.ts';
import { latestTimestampMs, maximumHlcCounter } from '#domain/clock/hlc.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { programmeDocumentId, programmeKind } from '#domain/programme/programme.ts';
import { erasedPackText } from '#sync/protocol/erased-pack.ts';
import { chainStartHash, type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { documentIdAt, type PayloadParts } from '#tests/support/builders/extreme-payload.ts';
import { aDevice } from '#tests/support/builders/sample-ids.ts';
import { ForgedUpdate, hostileUpdates } from '#tests/support/builders/text-ops.ts';
import type { Random } from '#tests/support/random/random.ts';

/** Knowledge of an attack: everything that an enrolled member knows. */
export interface Target {
  readonly nowMs: number;
  /** The record in which the honest people write. */
  readonly doc: DocumentId;
  /** Their devices, with the number of the last op of each. */
  readonly honest: readonly { readonly device: DeviceId; readonly last: number }[];
  /** Paths of the record that they write in next. */
  readonly nextPaths: readonly string[];
  /** Their sessions in the note at `notePath`: Yjs client ids, with the clocks that each has written. */
  readonly sessions: readonly { readonly client: number; readonly clock: number }[];
  /** The log that everybody reads and only headquarters writes. */
  readonly programme: LogId;
  /** The number of the attacker's next op. */
  readonly next: number;
  /** Amount: 1 in the short form. */
  readonly scale: number;
  readonly random: Random;
}

/** One way to send signed, extreme data. `parts`: of the packs that follow each other in its chain. */
export interface Attack {
  readonly name: string;
  readonly parts: (target: Target) => readonly PayloadParts[];
  /** The signed text, where JSON cannot be made of parts. */
  readonly spell?: (text: string) => string;
  /** Verdict of headquarters on the packs of a member who may write there. */
  readonly verdict: 'accepted' | 'refused' | 'gap' | 'fork';
  /** The size is the extreme part. */
  readonly isLarge?: true;
  /** The simulated worlds lack a part for it: the note, the programme's log, a former key of headquarters. */
  readonly needsRealServer?: true;
  /** Text sent in place of the signed payload. */
  readonly form?: (payload: string, attackKeys: AttackKeys) => Pack;
}

/** A key that an attacker holds. `publicKey`: raw, in base64url. */
export interface AttackKey {
  readonly publicKey: string;
  /** The signature of a text, in base64url. */
  readonly sign: (text: string) => string;
}

/** The attacker's own key, and one that headquarters had before its last rotation. */
export interface AttackKeys {
  readonly own: AttackKey;
  readonly former: AttackKey;
}

/** The interview note that honest people write together. */
export const notePath = 'notes/n1';

const extremeNumbers = [0, -1, 2 ** 31, 2 ** 53 - 1];
const odd = [null, 'NaN', 1.5, true, [], {}];
const rationale = 'answers/D1.1/rationale';
const refused = (name: string, parts: Attack['parts']): Attack => ({ name, parts, verdict: 'refused' });
const accepted = (name: string, parts: Attack['parts']): Attack => ({ name, parts, verdict: 'accepted' });
const large = (name: string, parts: Attack['parts']): Attack => ({ ...accepted(name, parts), isLarge: true });
const stamped = (stamp: (target: Target) => readonly [unknown, unknown]) => (target: Target) => [
  { stamp: stamp(target) },
];
/** One op in the honest record. */
const inRecord = (target: Target, path: string, columns: Record<string, unknown> = {}): PayloadParts => ({
  stamp: [target.nowMs, 0],
  docs: [[target.doc, 'assessment']],
  paths: [path],
  ops: columns,
});
const list = <T>(count: number, item: (at: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => item(at));
const nested = (depth: number): JsonValue => (depth === 0 ? 1 : [nested(depth - 1)]);

/** A text op in the note of the honest people. */
const inNote = (name: string, update: (target: Target) => string): Attack => ({
  ...accepted(name, (target) => [inRecord(target, notePath, { v: [{ $text: update(target) }] })]),
  needsRealServer: true,
});
/** The session of the honest people that is next. */
const victimOf = ({ sessions, random }: Target) => random.pick(sessions);

/** A pack of its own with the claim that headquarters erased something in it. */
const erasedForm = (
  name: string,
  verdict: Attack['verdict'],
  form: NonNullable<Attack['form']>,
  parts: (target: Target) => PayloadParts = (target) => inRecord(target, rationale, { v: [{ $erased: 1 }] }),
): Attack => ({ name, parts: (target) => [parts(target)], verdict, form, needsRealServer: true });
const erasedUnder = (
  { publicKey, sign }: AttackKey,
  payload: string,
  hash: Sha256 = sha256Of(payload),
): Pack => ({
  payload,
  sig: sign(erasedPackText(hash, payload)),
  erased: { hash, key: publicKey },
});
/** A colleague's first op as erased. */
const blanked = (target: Target): PayloadParts => ({
  ...inRecord(target, rationale, { v: [{ $erased: 1 }] }),
  device: target.honest[0]?.device,
  first: 1,
  prev: chainStartHash,
});

/** One op in the document of the programme. */
const inProgramme = (name: string, path: string, value: JsonValue, columns: PayloadParts = {}): Attack => ({
  ...accepted(name, ({ nowMs, programme }) => [
    {
      log: programme,
      stamp: [nowMs, 0],
      docs: [[programmeDocumentId(programme), programmeKind]],
      paths: [path],
      ops: { v: [value] },
      ...columns,
    },
  ]),
  needsRealServer: true,
});

/**
 * Every attack that colleagues know of. The suite and the torture play all, the simulation those that its worlds
 * support.
 */
export const attacks: readonly Attack[] = [
  // Timestamps.
  accepted(
    'a stamp at the end of the year 9999',
    stamped(() => [latestTimestampMs, maximumHlcCounter]),
  ),
  accepted(
    'a stamp of 1970',
    stamped(() => [0, 0]),
  ),
  accepted(
    'a counter at its bound, now',
    stamped(({ nowMs }) => [nowMs, maximumHlcCounter]),
  ),
  accepted(
    'a counter at its bound, 5 minutes ahead',
    stamped(({ nowMs }) => [nowMs + 300_000, maximumHlcCounter]),
  ),
  accepted(
    'a stamp 23 hours ahead',
    stamped(({ nowMs }) => [nowMs + 82_800_000, maximumHlcCounter]),
  ),
  ...[65_536, 2 ** 31, 2 ** 53 - 1].map((counter) =>
    refused(
      `a counter of ${counter}, 23 hours ahead`,
      stamped(({ nowMs }) => [nowMs + 82_800_000, counter]),
    ),
  ),
  ...[latestTimestampMs + 1, 2 ** 53 - 1].map((ms) =>
    refused(
      `a time of ${ms}`,
      stamped(() => [ms, 0]),
    ),
  ),
  accepted('a clock that runs backward and forward within a pack', ({ nowMs }) => [
    {
      stamp: [nowMs, 0],
      ops: { v: list(4, () => 'x'), t: [0, -nowMs, latestTimestampMs, -latestTimestampMs + 1], c: 0 },
    },
  ]),
  refused('steps of time that overflow and come back', ({ nowMs }) => [
    { stamp: [nowMs, 0], ops: { v: list(3, () => 'x'), t: [0, 2 ** 53 - 1, 1 - 2 ** 53], c: 0 } },
  ]),
  refused('steps of time below zero', ({ nowMs }) => [
    { stamp: [nowMs, 0], ops: { v: list(2, () => 'x'), t: [0, -nowMs - 1], c: 0 } },
  ]),

  // Numbers of ops.
  ...[0, -1, 2 ** 53 - 1, ...odd].map((first) =>
    refused(`a first number of ${JSON.stringify(first)}`, () => [{ first }]),
  ),
  { name: 'a first number of 2^31', parts: () => [{ first: 2 ** 31 }], verdict: 'gap' },
  { name: 'a first number of 15 digits', parts: () => [{ first: wireLimits.number }], verdict: 'gap' },
  {
    name: 'a number that is taken',
    parts: ({ next }) => [{ first: Math.max(1, next - 1) }],
    verdict: 'fork',
  },
  ...[0, 2 ** 53 - 1, 1.5].map((n) =>
    refused(`a replaced number of ${n}`, (target) => [inRecord(target, rationale, { o: [[[-1, n]]] })]),
  ),
  accepted('replaced numbers that nobody has used', (target) => [
    { ...inRecord(target, 'answers/D9.9/rationale', { o: [[[0, wireLimits.number]]] }), devs: [aDevice(7)] },
  ]),
  accepted('the next numbers of colleagues replaced, in registers that they will write', (target) => [
    {
      ...inRecord(target, 'title', {
        p: list(40, (at) => at),
        v: list(40, () => 'theirs'),
        o: list(40, () => target.honest.flatMap(({ last }, at) => list(40, (n) => [at, last + 1 + n]))),
      }),
      paths: list(40, (at) => target.nextPaths[at % target.nextPaths.length] ?? 'title'),
      devs: target.honest.map(({ device }) => device),
    },
  ]),
  accepted('itself replaced, and numbers of its own that are to come', (target) => [
    inRecord(target, 'answers/D9.9/rationale', { o: [list(40, (at) => [-1, target.next + at])] }),
  ]),
  accepted('1,024 unknown numbers replaced, again and again', (target) =>
    list(3, (pack) => ({
      ...inRecord(target, 'answers/D9.8/rationale', {
        o: [list(1_024, (at) => [0, 1 + at + pack * 1_024])],
      }),
      devs: [aDevice(8)],
    })),
  ),
  refused('more replaced than a register can have', (target) => [
    inRecord(target, rationale, { o: [list(1_025, (at) => [-1, at + 1])] }),
  ]),
  accepted('colleagues’ ops replaced in a register that is not theirs', (target) => [
    {
      ...inRecord(target, 'answers/D9.7/rationale', {
        o: [target.honest.flatMap(({ last }, at) => list(Math.min(last, 400), (n) => [at, n + 1]))],
      }),
      devs: target.honest.map(({ device }) => device),
    },
  ]),

  // Shapes.
  ...odd.map((value) =>
    refused(`a counter that is ${JSON.stringify(value)}`, ({ nowMs }) => [{ stamp: [nowMs, value] }]),
  ),
  ...extremeNumbers
    .filter((index) => index !== 0)
    .flatMap((index) => [
      refused(`an index of ${index} into documents`, () => [{ ops: { d: [index] } }]),
      refused(`an index of ${index} into devices`, () => [{ ops: { o: [[[index === -1 ? 0 : index, 1]]] } }]),
    ]),
  {
    ...refused('a number that JSON reads as infinite', ({ nowMs }) => [{ stamp: [nowMs, 12_345] }]),
    spell: (payload) => payload.replace('12345', '1e400'),
  },
  {
    ...accepted('minus zero', ({ nowMs }) => [{ stamp: [nowMs, 12_345] }]),
    spell: (payload) => payload.replace('12345', '-0'),
  },
  ...['__proto__', 'constructor', 'prototype', 'toString', 'answers/__proto__/level'].map((path) =>
    refused(`the path ${path}`, (target) => [inRecord(target, path)]),
  ),
  refused('a path of nine segments', (target) => [inRecord(target, list(9, () => 'a').join('/'))]),
  accepted('a path of the longest segments', (target) => [
    inRecord(target, list(8, () => 'a'.repeat(64)).join('/')),
  ]),
  {
    ...accepted('a key __proto__ in a value', (target) => [
      inRecord(target, 'answers/D9.6/rationale', { v: ['KEY'] }),
    ]),
    spell: (payload) => payload.replace('"KEY"', '{"__proto__":{"constructor":1}}'),
  },
  accepted('a value of 64 KiB', (target) => [
    inRecord(target, 'answers/D9.5/rationale', { v: ['v'.repeat(wireLimits.valueBytes - 2)] }),
  ]),
  refused('a value of more', (target) => [
    inRecord(target, 'answers/D9.5/rationale', { v: ['v'.repeat(wireLimits.valueBytes)] }),
  ]),
  accepted('a value nested as deep as may be', (target) => [
    inRecord(target, 'answers/D9.5/rationale', { v: [nested(wireLimits.valueDepth)] }),
  ]),
  {
    ...refused('a value nested a hundred thousand deep', (target) => [
      inRecord(target, rationale, { v: ['DEEP'] }),
    ]),
    spell: (payload) => payload.replace('"DEEP"', '['.repeat(100_000) + ']'.repeat(100_000)),
  },
  accepted('halves of characters, and U+0000', (target) => [
    inRecord(target, 'answers/D9.5/rationale', { v: ['\ud800 \u0000 \udfff'] }),
  ]),
  accepted('an unknown kind', (target) => [
    { ...inRecord(target, 'title'), docs: [[target.doc, 'unknown-kind']] },
  ]),
  accepted('another kind of the honest record', (target) => [
    { ...inRecord(target, 'title'), docs: [[target.doc, 'workshop']] },
  ]),
  refused('a pack that says of itself that it was erased', (target) => [
    inRecord(target, rationale, { v: [{ $erased: 1 }] }),
  ]),

  // Erased forms.
  erasedForm('an erased form under the own key', 'fork', (payload, { own }) => erasedUnder(own, payload)),
  erasedForm('an erased form under a former key of headquarters', 'fork', (payload, { former }) =>
    erasedUnder(former, payload),
  ),
  erasedForm('an erased form under a key and a signature of letters', 'fork', (payload) => ({
    payload,
    sig: 'A'.repeat(86),
    erased: { hash: sha256Of(payload), key: 'B'.repeat(43) },
  })),
  erasedForm(
    'an erased form in which nothing is erased',
    'refused',
    (payload, { own }) => erasedUnder(own, payload),
    (target) => inRecord(target, rationale),
  ),
  erasedForm('an erased form with the hash of nothing', 'fork', (payload, { own }) =>
    erasedUnder(own, payload, chainStartHash),
  ),
  ...(['own', 'former'] as const).map((which) =>
    erasedForm(
      `a colleague’s op as erased, under the ${which} key`,
      'refused',
      (payload, keys) => erasedUnder(keys[which], payload),
      blanked,
    ),
  ),

  // Sizes.
  large('very many registers', (target) =>
    list(target.scale, (pack) => ({
      ...inRecord(target, 'title', { p: list(2_000, (at) => at), v: list(2_000, () => 'x') }),
      docs: [[documentIdAt(500), 'assessment']],
      paths: list(2_000, (at) => `answers/Q${pack}.${at}/rationale`),
    })),
  ),
  large('as many ops held as may be', (target) => [
    {
      ...inRecord(target, 'title', { p: list(1_000, (at) => at), v: list(1_000, () => 1) }),
      docs: [[documentIdAt(502), 'assessment']],
      paths: list(1_000, (at) => `answers/H${at}/rationale`),
    },
  ]),
  large('very many ops of one register', (target) =>
    list(target.scale, () => ({
      ...inRecord(target, 'title', { v: list(2_000, (at) => `v${at}`) }),
      docs: [[documentIdAt(501), 'assessment']],
    })),
  ),
  large('very many records', (target) =>
    list(target.scale, (pack) => ({
      ...inRecord(target, 'title', { d: list(500, (at) => at), v: list(500, () => 'T') }),
      docs: list(500, (at) => [documentIdAt(10_000 + pack * 500 + at), 'assessment']),
    })),
  ),

  // Texts.
  inNote('a text that is no Yjs update', () => encodeBase64(Uint8Array.from(list(64, () => 255)))),
  inNote('a text of no bytes', () => ''),
  ...hostileUpdates({ client: 0, clock: 0 }).map(([name], at) =>
    inNote(`a text: ${name}`, (target) => hostileUpdates(victimOf(target))[at]?.[1] ?? ''),
  ),
  ...[
    [1, 0, 2 ** 50],
    [2 ** 53 - 1, 2 ** 52, 2 ** 52],
    [2 ** 40, 0, 24],
  ].map(([client = 0, clock = 0, length = 0]) =>
    inNote(`a deletion of ${length} letters of client ${client}`, () =>
      new ForgedUpdate().deletes(client, clock, length).encode(),
    ),
  ),

  // The programme's log.
  inProgramme('a last day of the programme', 'ends-on', '1970-01-01'),
  inProgramme('vaults that erase themselves soon', 'erase-after', 10),
  inProgramme('a record in the programme’s log', 'title', 'T', { docs: [[documentIdAt(700), 'assessment']] }),
  inProgramme('a questionnaire in the programme’s log', 'title', 'T', {
    docs: [[documentIdAt(701), 'instrument']],
  }),
];
