import type { KeyObject } from 'node:crypto';
import type { JsonValue } from '#base/json.ts';
import type { Result } from '#base/result.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { decideCreateAssessment, startFromMaturityModel } from '#domain/assessment/create-assessment.ts';
import type { Document } from '#domain/document/document.ts';
import {
  type DocumentKind,
  type Dot,
  dotOf,
  initialValuesFor,
  type Op,
  type Path,
  type PathValue,
  pathOf,
} from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { chainStartHash, deviceIdOf, type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import { encodePayload } from '#sync/protocol/pack-codec.ts';
import { countOpsForPack } from '#sync/protocol/pack-size.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { generateEncodedKeyPair, parsePrivateKey, signText } from '../auth/ed25519.ts';
import type { DemoAssessment } from './content/institutions.ts';
import { type DemoMission, demoCountry } from './content/missions.ts';

interface DemoDocumentIds {
  readonly doc: DocumentId;
  readonly mission: DocumentId;
}

const demoWriteDayMs = 24 * 60 * 60 * 1000;
const formatDayFromNow = (nowMs: number, days: number): string =>
  new Date(nowMs + days * demoWriteDayMs).toISOString().slice(0, 10);

/** Write the mission document and its team by function. */
export function missionWrites(
  documentId: DocumentId,
  demoMission: DemoMission,
  team: ReadonlyMap<string, string>,
  nowMs: number,
): readonly DemoWrite[] {
  const first = initialValuesFor(documentId, missionKind);
  return [
    first('title', demoMission.title),
    first('country', demoCountry),
    first('from', formatDayFromNow(nowMs, demoMission.fromDay)),
    first('to', formatDayFromNow(nowMs, demoMission.toDay)),
    first('status', demoMission.status),
    ...[...team].map(([person, role]) => first(`team/${person}/function`, role)),
    first('place', 'Port Mirel'),
    first('mode', 'on-site'),
    first('purpose', demoMission.purpose),
    ...demoMission.assessments.flatMap(({ institution }, at) => [
      first(`meetings/m${at}/institution`, institution),
      first(`meetings/m${at}/day`, formatDayFromNow(nowMs, demoMission.fromDay + 1 + at)),
      first(`meetings/m${at}/starts`, at % 2 === 0 ? '09:30' : '14:00'),
      first(`meetings/m${at}/place`, 'Port Mirel'),
      first(`meetings/m${at}/who`, 'Head of unit; lead assessor'),
    ]),
    ...demoChecklist.flatMap(([text, isDone], at) => [
      first(`checklist/c${at}/text`, text),
      first(`checklist/c${at}/order`, `a${at}`),
      ...(isDone ? [first(`checklist/c${at}/done`, true)] : []),
    ]),
    ...demoMission.keyMessages.flatMap(([text, keyFigure], at) => [
      first(`key-messages/k${at}/text`, text),
      first(`key-messages/k${at}/figure`, keyFigure),
      first(`key-messages/k${at}/order`, `a${at}`),
    ]),
  ];
}

/** Things to do for a mission, and whether they are done. */
const demoChecklist: readonly (readonly [string, boolean])[] = [
  ['Request of the State received', true],
  ['Laptops checked before travel', true],
  ['Mission note sent within five working days', false],
];

/** Write a mission without content. */
export const emptyMissionWrites = (documentId: DocumentId): readonly DemoWrite[] => {
  const first = initialValuesFor(documentId, missionKind);
  return [first('country', demoCountry), first('status', 'planned')];
};

/** Write a new assessment with its screening; `answerWrites` adds the answers of each author. */
export function assessmentWrites(
  demoDocumentIds: DemoDocumentIds,
  { institution, type, screening }: DemoAssessment,
): readonly DemoWrite[] {
  const first = initialValuesFor(demoDocumentIds.doc, assessmentKind);
  return [
    ...unwrapDecision(
      decideCreateAssessment(
        { institution, type, title: institution, assessmentType: 'baseline' },
        demoDocumentIds,
        startFromMaturityModel(defaultMaturityModel),
      ),
    ),
    ...Object.entries(screening).map(([question, answer]) => first(`screening/${question}`, answer)),
  ];
}

export const statusWrite = (doc: DocumentId, { status }: DemoAssessment): DemoWrite => ({
  doc,
  kind: assessmentKind,
  path: pathOf('status'),
  value: status,
});

/** Return the accepted value; a refusal is a mistake in the demonstration's content. */
export function unwrapDecision<T>(result: Result<T, { readonly kind: string }>): T {
  if (!result.ok) throw new Error(`The demonstration is refused: ${result.refusal.kind}`);
  return result.value;
}

/** A document of the demonstration with its writes so far, which the domain's functions read for the next ones. */
export class DemoDraft {
  #registers: Record<Path, Document['registers'][Path]> = {};
  readonly #doc: DocumentId;
  readonly #kind: DocumentKind;
  readonly #device: DeviceId;
  #written: DemoWrite[] = [];
  #dots = 0;

  constructor(documentId: DocumentId, documentKind: DocumentKind, deviceId: DeviceId) {
    this.#doc = documentId;
    this.#kind = documentKind;
    this.#device = deviceId;
  }

  get document(): Document {
    return { doc: this.#doc, kind: this.#kind, registers: this.#registers };
  }

  write(pathValues: readonly PathValue[]): void {
    // A state of a document that a reader has seen stays as it is.
    this.#registers = { ...this.#registers };
    for (const { path, value } of pathValues) {
      this.#dots += 1;
      this.#registers[path] = {
        heads: [{ dot: dotOf(this.#device, this.#dots), stamp: [this.#dots, 0], value }],
      };
      this.#written.push({ doc: this.#doc, kind: this.#kind, path, value });
    }
  }

  set(path: string, value: JsonValue): void {
    this.write([{ path: pathOf(...path.split('/')), value }]);
  }

  /** Add a text, which the domain's functions need not see. */
  writeText(path: Path, text: string): void {
    this.#written.push({ doc: this.#doc, kind: this.#kind, path, text });
  }

  /** Writes since this was called last. */
  takeWrites(): readonly DemoWrite[] {
    const written = this.#written;
    this.#written = [];
    return written;
  }
}

/** Value for a register, before it is an op. */
export type DemoWrite = { readonly doc: DocumentId; readonly kind: DocumentKind; readonly path: Path } & (
  | { readonly value: JsonValue }
  | { readonly text: string }
);

/** Last dot of each register of one log, as all devices of the demonstration have seen it. */
export type SeenDots = Map<string, Dot>;

/** Laptop of the demonstration, which writes and signs packs as any laptop does. Its key is not kept. */
export class DemoDevice {
  readonly publicKey: string;
  readonly id: DeviceId;
  readonly #key: KeyObject;
  readonly #ends = new Map<LogId, { readonly n: number; readonly hash: Sha256 }>();

  constructor() {
    const keyPair = generateEncodedKeyPair();
    this.publicKey = keyPair.publicKey;
    this.id = deviceIdOf(Buffer.from(keyPair.publicKey, 'base64url'));
    this.#key = parsePrivateKey(keyPair.privateKey);
  }

  /** Sign the next packs of this laptop in a log, with one write a second from `atMs` on. */
  signNextPacks(
    logId: LogId,
    seenDots: SeenDots,
    demoWrites: readonly DemoWrite[],
    atMs: number,
  ): readonly Pack[] {
    const first = (this.#ends.get(logId)?.n ?? 0) + 1;
    let ops: readonly Op[] = demoWrites.map((write, at) =>
      this.#op(write, seenDots, first + at, atMs + at * 1_000),
    );
    const packs: Pack[] = [];
    while (ops.length > 0) {
      const count = countOpsForPack(ops, wireLimits.packBytes);
      packs.push(this.#seal(logId, ops.slice(0, count)));
      ops = ops.slice(count);
    }
    return packs;
  }

  #op(demoWrite: DemoWrite, seenDots: SeenDots, n: number, atMs: number): Op {
    const { doc, kind, path } = demoWrite;
    const dot = dotOf(this.id, n);
    const address = { dot, stamp: [atMs, 0] as const, doc, kind, path };
    if ('text' in demoWrite) return { ...address, text: demoWrite.text };
    const replaced = seenDots.get(`${doc} ${path}`);
    seenDots.set(`${doc} ${path}`, dot);
    return { ...address, over: replaced === undefined ? [] : [replaced], value: demoWrite.value };
  }

  #seal(logId: LogId, ops: readonly Op[]): Pack {
    const end = this.#ends.get(logId) ?? { n: 0, hash: chainStartHash };
    const payload = encodePayload(logId, end.hash, ops);
    this.#ends.set(logId, { n: end.n + ops.length, hash: sha256Of(payload) });
    return { payload, sig: signText(this.#key, payload).toString('base64url') };
  }
}
