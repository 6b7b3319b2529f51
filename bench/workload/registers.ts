import type { JsonValue } from '#base/json.ts';
import {
  type FilledDocument,
  numberedKey,
  type RandomSource,
  randomBetween,
  randomProse,
  seededRandom,
  type Workload,
  workloadSize,
} from './workload.ts';

type DigestFields = Readonly<Record<string, unknown>>;

/**
 * Digest of the content of documents, independent of the order of documents and fields. The peers' harness
 * computes the same. Ids count, kinds do not.
 */
export function digestOfDocuments(documents: Iterable<DigestFields & { readonly id: string }>): string {
  let first = 0;
  let second = 0;
  let count = 0;
  for (const document of documents) {
    const [one, other] = hashOfDocument(document.id, document);
    first = (first + one) >>> 0;
    second = (second + other) >>> 0;
    count += 1;
  }
  return `${count}:${hexOf(first)}${hexOf(second)}`;
}

const hexOf = (number: number): string => number.toString(16).padStart(8, '0');

function hashOfDocument(id: string, document: DigestFields): readonly [number, number] {
  let first = 0x811c9dc5;
  let second = 0x1234567;
  const eat = (text: string): void => {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      first = Math.imul(first ^ code, 16_777_619);
      second = Math.imul(second + code, 0x9e3779b1) ^ (second >>> 13);
    }
  };
  const walk = (digestFields: DigestFields, before: string): void => {
    for (const key of Object.keys(digestFields).sort()) {
      if (key === 'id' || key === 'kind') continue;
      const value = digestFields[key];
      if (isDigestFields(value)) walk(value, `${before}.${key}`);
      else eat(`${before}.${key}=${String(value)};`);
    }
  };
  eat(`${id};`);
  walk(document, '');
  return [first >>> 0, second >>> 0];
}

const isDigestFields = (value: unknown): value is DigestFields => value !== null && typeof value === 'object';

/** Value and its path in one of our documents. */
interface WorkloadRegister {
  readonly path: string;
  readonly value: JsonValue;
}

/** Half-day of the attendance in the workload. */
const workloadBlock = 'day-1-am';

/**
 * Path of a workload field in our documents, one that their schemas have. A score is a level (1 to 5), its evidence the
 * rationale, its comment a comment. The name of a participant is an institution, the role the owner of an action.
 */
export function registerPathOf([first = '', second = '', third]: readonly string[]): string {
  if (first === 'answers')
    return third === 'comment'
      ? `comments/${second}/text`
      : `answers/${second}/${third === 'score' ? 'level' : 'rationale'}`;
  if (first === 'attendance')
    return third === 'present'
      ? `attendance/${workloadBlock}/${second}`
      : third === 'name'
        ? `participants/${second}/institution`
        : `entries/${second}/owner`;
  if (first === 'notes') return 'report/notes';
  return third === undefined ? first : `${first}/${second}/${third}`;
}

const attendanceMarks = ['absent', 'present'] as const;

export const workloadRegisterOf = ({
  path,
  value,
}: Pick<WorkloadEdit, 'path' | 'value'>): WorkloadRegister => ({
  path: registerPathOf(path),
  value:
    path.at(-1) === 'score'
      ? Number(value) + 1
      : path.at(-1) === 'present'
        ? (attendanceMarks[Number(value)] ?? null)
        : value,
});

/** The value of the workload behind that of our register. */
function workloadValueOf(path: readonly string[], found: JsonValue | undefined): unknown {
  if (path.at(-1) === 'score') return Number(found) - 1;
  return path.at(-1) === 'present' ? attendanceMarks.findIndex((mark) => mark === found) : found;
}

/** All fields of a document as registers. */
export const workloadRegistersOf = (filledDocument: FilledDocument): readonly WorkloadRegister[] =>
  documentLeavesOf(filledDocument).map(workloadRegisterOf);

/**
 * Read a document of the workload back from our store.
 * @param value Returns the register at a path.
 */
export function readBackDocument(
  filledDocument: Pick<FilledDocument, 'id' | 'kind'>,
  value: (path: string) => JsonValue | undefined,
): Readonly<Record<string, unknown>> {
  const read: Record<string, unknown> = { id: filledDocument.id, kind: filledDocument.kind };
  for (const path of fieldPathsOf(filledDocument.kind)) {
    putAtPath(read, path, workloadValueOf(path, value(registerPathOf(path))));
  }
  return read;
}

function documentLeavesOf(filledDocument: FilledDocument): readonly Pick<WorkloadEdit, 'path' | 'value'>[] {
  return fieldPathsOf(filledDocument.kind).map((path) => {
    let at: unknown = filledDocument;
    for (const step of path) at = (at as Record<string, unknown>)[step]; // fieldPathsOf names existing fields
    return { path, value: at as string | number };
  });
}

const fieldGroupsByKind = {
  assessment: [['answers', 'i', workloadSize.indicators, ['score', 'evidence', 'comment']]],
  workshop: [
    ['sessions', 's', workloadSize.sessions, ['title', 'minutes']],
    ['attendance', 'p', workloadSize.attendance, ['name', 'role', 'present']],
  ],
} as const;

function fieldPathsOf(kind: FilledDocument['kind']): readonly (readonly string[])[] {
  const paths: string[][] = [['title'], ...(kind === 'workshop' ? [['notes']] : [])];
  for (const [group, letter, count, fields] of fieldGroupsByKind[kind])
    for (let number = 1; number <= count; number++)
      for (const field of fields) paths.push([group, letter + String(number).padStart(2, '0'), field]);
  return paths;
}

function putAtPath(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [step = '', ...rest] = path;
  if (rest.length === 0) into[step] = value;
  else putAtPath((into[step] ??= {}) as Record<string, unknown>, rest, value); // made here
}

/** One change of one field. `pair`: another device changes the same field at the same time. */
export interface WorkloadEdit {
  readonly device: number;
  readonly kind: 'assessment' | 'workshop';
  readonly id: string;
  readonly path: readonly string[];
  readonly value: string | number;
  /**
   * Time of the edit by a person; only the floor needs it, ours get their timestamps when they are written.
   */
  readonly atMs: number;
  readonly pair?: number;
}

/**
 * E: changes by five devices that are offline. Only one device changes each field, except those of the pairs.
 */
export interface WorkloadEdits {
  readonly byDevice: readonly (readonly WorkloadEdit[])[];
  readonly all: readonly WorkloadEdit[];
}

type UntimedEdit = Omit<WorkloadEdit, 'atMs'>;
type EditTarget = Pick<WorkloadEdit, 'kind' | 'id' | 'path'>;

export function createEdits(workload: Workload): WorkloadEdits {
  const randomSource = seededRandom(424_242);
  const scale = workload.assessments.length / workloadSize.assessments;
  const pairs = Math.round(workloadSize.conflictPairs * scale);
  const each = Math.floor(Math.round(workloadSize.edits * scale) / workloadSize.devices);
  const owners = new Map<string, number | 'pair'>();
  const byDevice: UntimedEdit[][] = Array.from({ length: workloadSize.devices }, () => []);

  for (let made = 0; made < pairs; ) {
    const editTarget = pickEditTarget(randomSource, workload);
    if (
      editTarget.kind !== 'assessment' ||
      editTarget.path[2] === 'score' ||
      owners.has(editKeyOf(editTarget))
    )
      continue;
    owners.set(editKeyOf(editTarget), 'pair');
    const one = made % workloadSize.devices;
    const other =
      (made + 1 + (Math.floor(made / workloadSize.devices) % (workloadSize.devices - 1))) %
      workloadSize.devices;
    for (const device of [one, other])
      byDevice[device]?.push({
        device,
        ...editTarget,
        value: `D${device} ${randomProse(randomSource, randomBetween(randomSource, 40, 200))}`,
        pair: made,
      });
    made += 1;
  }
  byDevice.forEach((untimedEdits, device) => {
    while (untimedEdits.length < each) {
      const editTarget = pickEditTarget(randomSource, workload);
      const owner = owners.get(editKeyOf(editTarget));
      if (owner !== undefined && owner !== device) continue;
      owners.set(editKeyOf(editTarget), device);
      untimedEdits.push({ device, ...editTarget, value: createEditValue(randomSource, editTarget.path) });
    }
  });
  const timed = byDevice.map((untimedEdits, device) => {
    shuffleEdits(randomSource, untimedEdits);
    return untimedEdits.map((untimedEdit, at) => ({
      ...untimedEdit,
      atMs: 1_717_200_000_000 + at * 30_000 + device * 1_000 + randomBetween(randomSource, 0, 20_000),
    }));
  });
  return { byDevice: timed, all: timed.flat() };
}

/** One change of a field on a device that rests. */
export function createSingleEdit(workload: Workload, which: number): WorkloadEdit {
  const randomSource = seededRandom(9_000 + which);
  const { assessments } = workload;
  const id = assessments[randomBetween(randomSource, 0, assessments.length - 1)]?.id ?? '';
  const path = [
    'answers',
    numberedKey('i', randomBetween(randomSource, 1, workloadSize.indicators)),
    'evidence',
  ];
  return {
    device: 0,
    kind: 'assessment',
    id,
    path,
    value: randomProse(randomSource, 120),
    atMs: 1_718_000_000_000 + which,
  };
}

export const editKeyOf = ({ id, path }: Pick<WorkloadEdit, 'id' | 'path'>): string =>
  `${id}/${path.join('.')}`;

function pickEditTarget(randomSource: RandomSource, { assessments, workshops }: Workload): EditTarget {
  const dice = randomSource();
  if (dice < 0.92 || workshops.length === 0) {
    const id = assessments[randomBetween(randomSource, 0, assessments.length - 1)]?.id ?? '';
    const indicator = numberedKey('i', randomBetween(randomSource, 1, workloadSize.indicators));
    const field = dice < 0.45 ? 'score' : dice < 0.7 ? 'evidence' : 'comment';
    return { kind: 'assessment', id, path: ['answers', indicator, field] };
  }
  const id = workshops[randomBetween(randomSource, 0, workshops.length - 1)]?.id ?? '';
  if (dice < 0.98)
    return {
      kind: 'workshop',
      id,
      path: [
        'attendance',
        numberedKey('p', randomBetween(randomSource, 1, workloadSize.attendance)),
        'present',
      ],
    };
  if (dice < 0.99)
    return {
      kind: 'workshop',
      id,
      path: ['sessions', numberedKey('s', randomBetween(randomSource, 1, workloadSize.sessions)), 'title'],
    };
  return { kind: 'workshop', id, path: ['notes'] };
}

function createEditValue(randomSource: RandomSource, path: readonly string[]): string | number {
  switch (path.at(-1)) {
    case 'score':
      return randomBetween(randomSource, 0, 4);
    case 'present':
      return randomBetween(randomSource, 0, 1);
    case 'evidence':
      return randomProse(randomSource, randomBetween(randomSource, 40, 200));
    case 'comment':
      return randomProse(randomSource, randomBetween(randomSource, 0, 400));
    case 'title':
      return randomProse(randomSource, randomBetween(randomSource, 20, 60));
    default:
      return randomProse(randomSource, randomBetween(randomSource, 1_900, 2_100));
  }
}

function shuffleEdits(randomSource: RandomSource, untimedEdits: UntimedEdit[]): void {
  for (let at = untimedEdits.length - 1; at > 0; at--) {
    const other = randomBetween(randomSource, 0, at);
    const [untimedEdit, two] = [untimedEdits[at], untimedEdits[other]];
    if (untimedEdit === undefined || two === undefined) continue;
    untimedEdits[at] = two;
    untimedEdits[other] = untimedEdit;
  }
}
