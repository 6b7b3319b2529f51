import * as Y from 'yjs';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import type { JsonValue } from '#base/json.ts';
import { conflictPathsOf, type Document, richTextAt } from '#domain/document/document.ts';
import { DocumentKind, Path } from '#domain/document/op.ts';
import { createClientId } from '#domain/document/text-client-id.ts';
import type { DeviceId, DocumentId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { RegisterWrite } from '#renderer/store/api/store-api.ts';
import type { Random } from '#tests/support/random/random.ts';
import { type Content, contentOfHead, type Sights } from '../verdict/oracle.ts';

/** A person's view of the documents, and their reactions. */
export interface Intention {
  readonly writes: readonly RegisterWrite[];
  readonly saw: Sights;
}

export interface PaperOnDesk {
  readonly doc: DocumentId;
  readonly kind: string;
  /** A record with more of its facts. */
  readonly isWhole?: true;
}

interface WritableField {
  readonly path: string;
  readonly value: (random: Random, word: string) => JsonValue;
}

const word = (_: Random, unique: string): JsonValue => unique;
const yesNo = (random: Random): JsonValue => random.chance(0.6);

// Few registers, so that people meet; most values are unique, so that a lost one can be named.
const fieldsByKind: Readonly<Record<string, readonly WritableField[]>> = {
  mission: [
    { path: 'title', value: word },
    { path: 'team/one/name', value: word },
    { path: 'removed', value: yesNo },
  ],
  assessment: [
    { path: 'title', value: word },
    { path: 'institution/name', value: word },
    { path: 'answers/D1.1/rationale', value: word },
    { path: 'answers/D1.1/level', value: (random) => random.between(1, 5) },
    { path: 'answers/D1.2/rationale', value: word },
    { path: 'comments/one/text', value: word },
    { path: 'removed', value: yesNo },
    { path: 'status', value: (random) => random.pick(['draft', 'fieldwork', 'consolidated']) },
  ],
  workshop: [
    { path: 'title', value: word },
    { path: 'sessions/one/title', value: word },
    { path: 'sessions/one/minutes', value: (random) => random.between(5, 90) },
    { path: 'sessions/one/removed', value: yesNo },
  ],
  request: [
    { path: 'authority', value: word },
    { path: 'purpose', value: word },
    { path: 'removed', value: yesNo },
  ],
};

/** Further facts of a workshop: its agenda, register and sheets; where the world has trainers. */
const workshopFacts: readonly WritableField[] = [
  { path: 'sessions/one/room', value: word },
  { path: 'sessions/two/title', value: word },
  { path: 'sessions/two/order', value: word },
  { path: 'sessions/two/removed', value: yesNo },
  { path: 'participants/one/institution', value: word },
  { path: 'participants/one/removed', value: yesNo },
  { path: 'attendance/one/1', value: (random) => random.pick(['present', 'absent', 'partial']) },
  { path: 'attendance/one/2', value: (random) => random.pick(['present', 'absent', 'partial']) },
  { path: 'entries/one/text', value: word },
  { path: 'evaluation-counts/one', value: () => null },
];

/** Words of an assessment that its mission may not be left without. */
const assessmentFacts: readonly WritableField[] = [
  { path: 'key-messages/one/text', value: word },
  { path: 'answers/D2.1/rationale', value: word },
];

const wholeRecords: Readonly<Record<string, readonly WritableField[]>> = {
  workshop: workshopFacts,
  assessment: assessmentFacts,
};

const texts: Readonly<Record<string, readonly string[]>> = {
  mission: [],
  request: [],
  assessment: ['notes/one'],
  workshop: ['sessions/one/notes'],
};

/** Next act of a person of this role on their view. */
export function nextIntention(
  random: Random,
  paperOnDesk: PaperOnDesk,
  seen: Document | undefined,
  { device, role }: { readonly device: DeviceId; readonly role: Role },
  newWord: () => string,
): Intention {
  const desk = new Desk(random, paperOnDesk, seen, device);
  if (role === 'reviewer') {
    const final = random.chance(0.5) ? 'final' : 'quality-review';
    if (paperOnDesk.kind === 'assessment' && random.chance(0.5))
      return desk.intend([desk.set('status', final)]);
    return desk.intend([desk.set('comments/one/text', newWord())]);
  }
  const disputed = seen === undefined ? [] : conflictPathsOf(seen);
  if (disputed.length > 0 && random.chance(0.3)) return desk.intend([desk.decide(random.pick(disputed))]);
  const notes = texts[paperOnDesk.kind] ?? [];
  if (notes.length > 0 && random.chance(0.2)) return desk.intend([desk.type(random.pick(notes), newWord())]);
  const count = random.chance(0.2) ? 3 : 1;
  // Where people meet most.
  const [hot, ...otherFields] = [
    ...(fieldsByKind[paperOnDesk.kind] ?? []),
    ...(paperOnDesk.isWhole ? (wholeRecords[paperOnDesk.kind] ?? []) : []),
  ];
  const shuffled = random.shuffled(otherFields);
  const chosenFields = (hot && random.chance(0.4) ? [hot, ...shuffled] : shuffled).slice(0, count);
  return desk.intend(chosenFields.map(({ path, value }) => desk.set(path, value(random, newWord()))));
}

class Desk {
  readonly #random: Random;
  readonly #paper: PaperOnDesk;
  readonly #seen: Document | undefined;
  readonly #device: DeviceId;

  constructor(random: Random, paperOnDesk: PaperOnDesk, seen: Document | undefined, deviceId: DeviceId) {
    this.#random = random;
    this.#paper = paperOnDesk;
    this.#seen = seen;
    this.#device = deviceId;
  }

  set(path: string, value: JsonValue): RegisterWrite {
    const over = (this.#seen?.registers[Path.parse(path)]?.heads ?? []).map(({ dot }) => dot);
    return { ...this.#address(path), value, over };
  }

  /** A conflict is decided for one of its values (M3). */
  decide(path: Path): RegisterWrite {
    return this.set(path, this.#random.pick(this.#seen?.registers[path]?.heads ?? []).value);
  }

  /** Some words typed anywhere into the text as it is seen. */
  type(path: string, words: string): RegisterWrite {
    const text = new Y.Doc();
    const before = richTextAt(this.#seen, path);
    if (before !== undefined) Y.applyUpdate(text, decodeBase64(before));
    const drawn = this.#random.between(1, 2 ** 31);
    // Some laptops have an earlier version of the app, which leaves the id to Yjs.
    const isUsed = (client: number): boolean => text.store.clients.has(client);
    text.clientID = drawn % 4 === 0 ? drawn : createClientId(this.#device, drawn, isUsed);
    const start = Y.encodeStateVector(text);
    const body = text.getText('body');
    body.insert(this.#random.between(0, body.length), `<${words}>`);
    return { ...this.#address(path), text: encodeBase64(Y.encodeStateAsUpdate(text, start)) };
  }

  intend(registerWrites: readonly RegisterWrite[]): Intention {
    const saw = new Map<string, ReadonlySet<Content>>();
    for (const { doc, path } of registerWrites) {
      const heads = this.#seen?.registers[path]?.heads ?? [];
      saw.set(`${doc} ${path}`, new Set(heads.map((head) => contentOfHead(doc, path, head))));
    }
    return { writes: registerWrites, saw };
  }

  #address(path: string) {
    return { doc: this.#paper.doc, kind: DocumentKind.parse(this.#paper.kind), path: Path.parse(path) };
  }
}
