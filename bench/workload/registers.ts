import type { JsonValue } from '#base/json.ts';
import type { WorkloadEdit } from './edits.ts';
import { type FilledDocument, workloadSize } from './workload.ts';

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
  const walk = (fields: DigestFields, before: string): void => {
    for (const key of Object.keys(fields).sort()) {
      if (key === 'id' || key === 'kind') continue;
      const value = fields[key];
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
export interface WorkloadRegister {
  readonly path: string;
  readonly value: JsonValue;
}

/**
 * Path of a workload field in our documents: a score is a level (1 to 5), its evidence the rationale, its
 * comment a comment. The notes of a workshop are a plain value, as with all peers.
 */
export function registerPathOf([first = '', second = '', third]: readonly string[]): string {
  if (first === 'answers')
    return third === 'comment'
      ? `comments/${second}/text`
      : `answers/${second}/${third === 'score' ? 'level' : 'rationale'}`;
  if (first === 'notes') return 'attendance/notes';
  return third === undefined ? first : `${first}/${second}/${third}`;
}

export const workloadRegisterOf = ({
  path,
  value,
}: Pick<WorkloadEdit, 'path' | 'value'>): WorkloadRegister => ({
  path: registerPathOf(path),
  value: path.at(-1) === 'score' ? Number(value) + 1 : value,
});

/** All fields of a document as registers. */
export const workloadRegistersOf = (document: FilledDocument): readonly WorkloadRegister[] =>
  documentLeavesOf(document).map(workloadRegisterOf);

/**
 * Read a document of the workload back from our store.
 * @param value Returns the register at a path.
 */
export function readBackDocument(
  document: Pick<FilledDocument, 'id' | 'kind'>,
  value: (path: string) => JsonValue | undefined,
): Readonly<Record<string, unknown>> {
  const read: Record<string, unknown> = { id: document.id, kind: document.kind };
  for (const path of fieldPathsOf(document.kind)) {
    const found = value(registerPathOf(path));
    putAtPath(read, path, path.at(-1) === 'score' ? Number(found) - 1 : found);
  }
  return read;
}

function documentLeavesOf(document: FilledDocument): readonly Pick<WorkloadEdit, 'path' | 'value'>[] {
  return fieldPathsOf(document.kind).map((path) => {
    let at: unknown = document;
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
  const places: string[][] = [['title'], ...(kind === 'workshop' ? [['notes']] : [])];
  for (const [group, letter, count, fields] of fieldGroupsByKind[kind])
    for (let number = 1; number <= count; number++)
      for (const field of fields) places.push([group, letter + String(number).padStart(2, '0'), field]);
  return places;
}

function putAtPath(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [step = '', ...rest] = path;
  if (rest.length === 0) into[step] = value;
  else putAtPath((into[step] ??= {}) as Record<string, unknown>, rest, value); // made here
}
