import { schemaOfKind } from '#domain/document/document-kinds.ts';
import { DocumentKind } from '#domain/document/op.ts';

/**
 * Source of the canary of a family of paths. Typed on the screen of this laptop; received from a colleague (every
 * family that can hold text); or nowhere, because it holds no person's text.
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
  'mission national/*': {
    path: 'national/D2.5',
    value: (canary) => ({ level: 3, reason: canary, proposed: 2 }),
  },
  'mission text-checks/*': holdsNoText('yes or no'),
  'mission erased/*': holdsNoText('a number, a day, one of a list'),
  'mission exports/*': {
    path: 'exports/x1',
    value: (canary) => ({
      what: 'R2',
      about: null,
      audience: 'state',
      mark: 'C',
      format: 'pdf',
      language: 'en',
      purpose: canary,
    }),
  },
  'mission removed': holdsNoText('yes or no'),
  'mission removals/*': holdsNoText('paths, devices and numbers'),
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
  'assessment answers/*/override': {
    path: 'answers/D3.2/override',
    value: (canary) => ({ reason: canary, level: 3, evidence: 'E1' }),
  },
  'assessment answers/*/evidence/**': within('answers/D3.2/evidence/e1'),
  'assessment answers/*/value': plain('answers/q-notes/value'),
  'assessment answers/*/*/order': plain('answers/household/r1/order'),
  'assessment answers/*/*/parent': plain('answers/household/r1/parent'),
  'assessment answers/*/*/removed': holdsNoText('yes or no'),
  'assessment answers/*/*/*/value': plain('answers/household/r1/q-name/value'),
  'assessment comments/**': within('comments/D3.2/c1'),
  'assessment type': holdsNoText('one of a list'),
  'assessment reference-date': holdsNoText('a day'),
  'assessment follows': holdsNoText('an id'),
  'assessment version-reason': plain('version-reason'),
  'assessment answers/*/na-reason': holdsNoText('one of a list'),
  'assessment answers/*/variation': plain('answers/D3.2/variation'),
  'assessment calculated/*/*': {
    path: 'calculated/q-sum/r1',
    value: (canary) => ({ instrument: 'sha256', values: { total: canary } }),
  },
  'assessment text-checks/*': holdsNoText('yes or no'),
  'action-plan text-checks/*': holdsNoText('yes or no'),
  'assessment assignments/*': holdsNoText('an id'),
  'assessment second-ratings/*/*': {
    path: 'second-ratings/D3.2/p1',
    value: (canary) => ({ level: 3, evidence: 'E2', rationale: canary }),
  },
  'assessment consolidations/*': {
    path: 'consolidations/D3.2',
    value: (canary) => ({ level: 3, reason: canary, first: 2 }),
  },
  'assessment findings/*/text': plain('findings/f1/text'),
  'assessment findings/*/kind': holdsNoText('one of a list'),
  'assessment findings/*/about': { path: 'findings/f1/about', value: (canary) => [canary] },
  'assessment findings/*/mark': holdsNoText('one of a list'),
  'assessment findings/*/order': plain('findings/f1/order'),
  'assessment findings/*/removed': holdsNoText('yes or no'),
  'assessment targets/*': {
    path: 'targets/D3.2',
    value: (canary) => ({ level: 4, reason: canary, agreedOn: null, agreedBy: canary }),
  },
  'assessment priorities/*/ownership': holdsNoText('a number'),
  'assessment priorities/*/feasibility': holdsNoText('a number'),
  'assessment priorities/*/alignment': holdsNoText('a number'),
  'assessment priorities/*/override': {
    path: 'priorities/D3.2/override',
    value: (canary) => ({ band: 'High', reason: canary }),
  },
  'assessment recommendations/*/text': plain('recommendations/r1/text'),
  'assessment recommendations/*/addressee': plain('recommendations/r1/addressee'),
  'assessment recommendations/*/about': { path: 'recommendations/r1/about', value: (canary) => [canary] },
  'assessment recommendations/*/findings': {
    path: 'recommendations/r1/findings',
    value: (canary) => [canary],
  },
  'assessment recommendations/*/horizon': holdsNoText('one of a list'),
  'assessment recommendations/*/expected-level': holdsNoText('a number'),
  'assessment recommendations/*/measures': holdsNoText('some of a list'),
  'assessment recommendations/*/training-reason': plain('recommendations/r1/training-reason'),
  'assessment recommendations/*/status': holdsNoText('one of a list'),
  'assessment recommendations/*/order': plain('recommendations/r1/order'),
  'assessment recommendations/*/removed': holdsNoText('yes or no'),
  'assessment review/points/*/about': plain('review/points/p1/about'),
  'assessment review/points/*/text': plain('review/points/p1/text'),
  'assessment review/points/*/round': holdsNoText('a number'),
  'assessment review/points/*/settled': holdsNoText('yes or no'),
  'assessment review/points/*/mark': holdsNoText('a mark'),
  'assessment review/points/*/removed': holdsNoText('yes or no'),
  'assessment review/replies/*/text': plain('review/replies/p1/text'),
  'assessment review/replies/*/mended': holdsNoText('yes or no'),
  'assessment review/superseded': {
    path: 'review/superseded',
    value: (canary) => ({ reason: canary }),
  },
  'assessment review/returns/*': { path: 'review/returns/1', value: (canary) => ({ reason: canary }) },
  'assessment review/approval': { path: 'review/approval', value: (canary) => ({ note: canary }) },
  'assessment sign-off/adviser': {
    path: 'sign-off/adviser',
    value: (canary) => ({ decision: 'signed', note: canary }),
  },
  'assessment periods/shared-on': holdsNoText('a day'),
  'assessment periods/comments-until': holdsNoText('a day'),
  'assessment periods/final-on': holdsNoText('a day'),
  'assessment periods/progress-note-due': holdsNoText('a day'),
  'assessment periods/follow-up-from': holdsNoText('a day'),
  'assessment state-comments/*/about': plain('state-comments/c1/about'),
  'assessment state-comments/*/from': plain('state-comments/c1/from'),
  'assessment state-comments/*/on': holdsNoText('a day'),
  'assessment state-comments/*/text': plain('state-comments/c1/text'),
  'assessment state-comments/*/response': plain('state-comments/c1/response'),
  'assessment state-comments/*/removed': holdsNoText('yes or no'),
  'assessment status': holdsNoText('one of a list'),
  'assessment notes/* text': text('notes/n1'),
  'assessment notes/*': within('notes/n2'),
  'assessment removed': holdsNoText('yes or no'),
  'assessment removals/*': holdsNoText('paths, devices and numbers'),
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
  'workshop removals/*': holdsNoText('paths, devices and numbers'),
  'action-plan title': plain('title'),
  'action-plan mission': holdsNoText('an id'),
  'action-plan items/*/title': plain('items/i1/title'),
  'action-plan items/*/assessment': holdsNoText('an id'),
  'action-plan items/*/recommendation': plain('items/i1/recommendation'),
  'action-plan items/*/dimension': plain('items/i1/dimension'),
  'action-plan items/*/lead': plain('items/i1/lead'),
  'action-plan items/*/supporting': { path: 'items/i1/supporting', value: (canary) => [canary] },
  'action-plan items/*/counterpart': plain('items/i1/counterpart'),
  'action-plan items/*/funding-line': plain('items/i1/funding-line'),
  'action-plan items/*/from': holdsNoText('a day'),
  'action-plan items/*/to': holdsNoText('a day'),
  'action-plan items/*/milestones': plain('items/i1/milestones'),
  'action-plan items/*/logframe': plain('items/i1/logframe'),
  'action-plan items/*/status': holdsNoText('one of a list'),
  'action-plan items/*/status-reason': plain('items/i1/status-reason'),
  'action-plan items/*/order': plain('items/i1/order'),
  'action-plan items/*/removed': holdsNoText('yes or no'),
  'action-plan removed': holdsNoText('yes or no'),
  'action-plan removals/*': holdsNoText('paths, devices and numbers'),
};

export const kinds = ['mission', 'assessment', 'workshop', 'action-plan'].map((kind) =>
  DocumentKind.parse(kind),
);

/** The same names from the schemas themselves: a family that is missing above has no canary yet. */
export const families = (): readonly string[] =>
  kinds.flatMap((kind) =>
    (schemaOfKind(kind) ?? []).map(
      ({ pattern, holds }) => `${kind} ${pattern}${holds === 'text' ? ' text' : ''}`,
    ),
  );
