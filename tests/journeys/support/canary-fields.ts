import { schemaOf } from '#domain/document/kinds.ts';
import { Kind } from '#domain/document/op.ts';

/**
 * Where a canary stands for a family of paths: typed on the screen of this laptop, received from a colleague who wrote
 * it (every family that can hold text is), or nowhere, because it holds no text of anybody's.
 */
export type CanaryPlace =
  | { readonly path: string; readonly value: (canary: string) => unknown; readonly isText?: true }
  | { readonly holdsNoText: string };

const plain = (path: string): CanaryPlace => ({ path, value: (canary) => canary });
const within = (path: string): CanaryPlace => ({
  path,
  value: (canary) => ({ [`key-${canary}`]: [canary] }),
});
const text = (path: string): CanaryPlace => ({ path, value: (canary) => canary, isText: true });
const holdsNoText = (why: string): CanaryPlace => ({ holdsNoText: why });

/** Every family of paths of every kind, as `kind pattern` (and ` text` for a text that merges). */
export const canaryPlaces: Readonly<Record<string, CanaryPlace>> = {
  'mission title': plain('title'),
  'mission country': holdsNoText('two letters'),
  'mission from': holdsNoText('a day'),
  'mission to': holdsNoText('a day'),
  'mission status': holdsNoText('one of a list'),
  'mission team/**': within('team/t1/member'),
  'mission erased/*': holdsNoText('a number, a day, one of a list'),
  'mission removed': holdsNoText('yes or no'),
  'assessment title': plain('title'),
  'assessment mission': holdsNoText('an id'),
  'assessment instrument': plain('instrument'),
  'assessment instrument-before': plain('instrument-before'),
  'assessment institution/**': within('institution/name'),
  'assessment screening/*': within('screening/S2'),
  'assessment answers/*/state': holdsNoText('one of a list'),
  'assessment answers/*/level': holdsNoText('a number'),
  'assessment answers/*/rationale': plain('answers/D3.2/rationale'),
  'assessment answers/*/confidence': holdsNoText('one of a list'),
  'assessment answers/*/override': within('answers/D3.2/override'),
  'assessment answers/*/evidence/**': within('answers/D3.2/evidence/e1'),
  'assessment answers/*/value': plain('answers/q-notes/value'),
  'assessment answers/*/*/order': plain('answers/household/r1/order'),
  'assessment answers/*/*/parent': plain('answers/household/r1/parent'),
  'assessment answers/*/*/removed': holdsNoText('yes or no'),
  'assessment answers/*/*/*/value': plain('answers/household/r1/q-name/value'),
  'assessment comments/**': within('comments/D3.2/c1'),
  'assessment status': holdsNoText('one of a list'),
  'assessment notes/* text': text('notes/n1'),
  'assessment notes/*': within('notes/n2'),
  'assessment removed': holdsNoText('yes or no'),
  'workshop title': plain('title'),
  'workshop mission': holdsNoText('an id'),
  'workshop template': plain('template'),
  'workshop from': holdsNoText('a day'),
  'workshop to': holdsNoText('a day'),
  'workshop status': holdsNoText('one of a list'),
  'workshop sessions/*/notes text': text('sessions/s1/notes'),
  'workshop sessions/*/title': plain('sessions/s1/title'),
  'workshop sessions/*/order': plain('sessions/s1/order'),
  'workshop sessions/*/minutes': holdsNoText('a number'),
  'workshop sessions/*/method': plain('sessions/s1/method'),
  'workshop sessions/*/output': plain('sessions/s1/output'),
  'workshop sessions/*/day': holdsNoText('a number'),
  'workshop sessions/*/removed': holdsNoText('yes or no'),
  'workshop attendance/**': within('attendance/a1'),
  'workshop removed': holdsNoText('yes or no'),
};

export const kinds = ['mission', 'assessment', 'workshop'].map((kind) => Kind.parse(kind));

/** The same names from the schemas themselves: a family that is missing above has no canary yet. */
export const families = (): readonly string[] =>
  kinds.flatMap((kind) =>
    (schemaOf(kind) ?? []).map(
      ({ pattern, holds }) => `${kind} ${pattern}${holds === 'text' ? ' text' : ''}`,
    ),
  );
