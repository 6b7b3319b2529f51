import type { Json } from '#domain/base/json.ts';
import type { Edit } from './edits.ts';
import { type Filled, size } from './filled.ts';

/** A value and where it stands in one of our documents. */
export interface Register {
  readonly path: string;
  readonly value: Json;
}

/**
 * Where a field of the workload stands in our documents: a score is a level (1 to 5), its evidence the rationale, its
 * comment a comment. The notes of a workshop are a plain value, as with all peers.
 */
export function pathOf([first = '', second = '', third]: readonly string[]): string {
  if (first === 'answers')
    return third === 'comment'
      ? `comments/${second}/text`
      : `answers/${second}/${third === 'score' ? 'level' : 'rationale'}`;
  if (first === 'notes') return 'attendance/notes';
  return third === undefined ? first : `${first}/${second}/${third}`;
}

export const registerOf = ({ path, value }: Pick<Edit, 'path' | 'value'>): Register => ({
  path: pathOf(path),
  value: path.at(-1) === 'score' ? Number(value) + 1 : value,
});

/** All fields of a document as registers. */
export const registersOf = (document: Filled): readonly Register[] => leavesOf(document).map(registerOf);

/** A document of the workload out of what our store has of it; `value` answers the register at a path. */
export function readBack(
  document: Pick<Filled, 'id' | 'kind'>,
  value: (path: string) => Json | undefined,
): Readonly<Record<string, unknown>> {
  const read: Record<string, unknown> = { id: document.id, kind: document.kind };
  for (const path of placesOf(document.kind)) {
    const found = value(pathOf(path));
    put(read, path, path.at(-1) === 'score' ? Number(found) - 1 : found);
  }
  return read;
}

function leavesOf(document: Filled): readonly Pick<Edit, 'path' | 'value'>[] {
  return placesOf(document.kind).map((path) => {
    let at: unknown = document;
    for (const step of path) at = (at as Record<string, unknown>)[step]; // placesOf names what is there
    return { path, value: at as string | number };
  });
}

const groupsByKind = {
  assessment: [['answers', 'i', size.indicators, ['score', 'evidence', 'comment']]],
  workshop: [
    ['sessions', 's', size.sessions, ['title', 'minutes']],
    ['attendance', 'p', size.attendance, ['name', 'role', 'present']],
  ],
} as const;

function placesOf(kind: Filled['kind']): readonly (readonly string[])[] {
  const places: string[][] = [['title'], ...(kind === 'workshop' ? [['notes']] : [])];
  for (const [group, letter, count, fields] of groupsByKind[kind])
    for (let number = 1; number <= count; number++)
      for (const field of fields) places.push([group, letter + String(number).padStart(2, '0'), field]);
  return places;
}

function put(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [step = '', ...rest] = path;
  if (rest.length === 0) into[step] = value;
  else put((into[step] ??= {}) as Record<string, unknown>, rest, value); // made here
}
