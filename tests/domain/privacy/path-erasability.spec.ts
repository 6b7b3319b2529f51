import { expect, test } from 'vitest';
import { knownDocumentKinds, schemaOfKind } from '#domain/document/document-kinds.ts';
import { DocumentKind } from '#domain/document/op.ts';
import { erasablePartsOfPath } from '#domain/privacy/path-erasability.ts';

/** A path of a family, with a segment in the place of each star. */
const pathIn = (pattern: string): string => pattern.replace('**', 'a/b').replaceAll('*', 'x');

/** Families of all schemas with this erasability. */
const familiesWith = (...parts: readonly string[]): readonly string[] =>
  knownDocumentKinds.flatMap((kind) =>
    (schemaOfKind(kind) ?? [])
      .filter(({ pattern }) => String(erasablePartsOfPath(kind, pathIn(pattern))) === String(parts))
      .map(({ pattern }) => `${kind} ${pattern}`),
  );

test('[E8] words that people write can be erased alone, as they stand and as they stood', () => {
  expect([...new Set(familiesWith('all', 'past'))].toSorted()).toEqual(
    [
      'mission title, mission team/**',
      'assessment title, assessment version-reason',
      'assessment answers/*/rationale, assessment answers/*/variation, assessment answers/*/value',
      'assessment answers/*/*/*/value, assessment calculated/*/*, assessment notes/*',
      'assessment findings/*/text, assessment recommendations/*/text',
      'assessment recommendations/*/addressee, assessment recommendations/*/training-reason',
      'assessment review/points/*/text, assessment review/replies/*/text',
      'assessment state-comments/*/from, assessment state-comments/*/text',
      'assessment state-comments/*/response',
      'workshop title, workshop sessions/*/notes, workshop sessions/*/title',
      'workshop sessions/*/method, workshop sessions/*/output, workshop attendance/**',
      'action-plan title, action-plan items/*/title, action-plan items/*/lead',
      'action-plan items/*/supporting, action-plan items/*/counterpart, action-plan items/*/funding-line',
      'action-plan items/*/milestones, action-plan items/*/logframe, action-plan items/*/status-reason',
    ]
      .flatMap((line) => line.split(', '))
      .toSorted(),
  );
});

test('[E8] of a decision with its reason in one value only what it said before', () => {
  expect(familiesWith('past').toSorted()).toEqual(
    [
      'mission national/*',
      'assessment answers/*/override',
      'assessment targets/*',
      'assessment priorities/*/override',
      'assessment second-ratings/*/*',
      'assessment consolidations/*',
      'assessment review/approval',
      'assessment review/superseded',
      'assessment sign-off/adviser',
    ].toSorted(),
  );
});

test('[E8] what steers a record, links it or counts cannot: every other family of every schema', () => {
  const steering = [
    'mission: country from to status text-checks/* erased/* exports/* removed removals/*',
    'assessment: mission instrument instrument-before type reference-date follows institution/** screening/*',
    'assessment: answers/*/state answers/*/level answers/*/na-reason answers/*/confidence',
    // Of their parts only the name, title and holder can be erased: see below.
    'assessment: answers/*/evidence/** comments/**',
    'assessment: answers/*/*/order answers/*/*/parent answers/*/*/removed text-checks/* assignments/*',
    'assessment: findings/*/kind findings/*/about findings/*/mark findings/*/order findings/*/removed',
    'assessment: priorities/*/ownership priorities/*/feasibility priorities/*/alignment',
    'assessment: recommendations/*/about recommendations/*/findings recommendations/*/horizon',
    'assessment: recommendations/*/expected-level recommendations/*/measures recommendations/*/status',
    'assessment: recommendations/*/order recommendations/*/removed',
    'assessment: review/points/*/about review/points/*/round review/points/*/settled',
    'assessment: review/points/*/removed review/points/*/mark review/replies/*/mended review/returns/*',
    'assessment: periods/shared-on periods/comments-until periods/final-on periods/progress-note-due',
    'assessment: periods/follow-up-from state-comments/*/about state-comments/*/on',
    'assessment: state-comments/*/removed status removed removals/*',
    'workshop: mission template from to status sessions/*/order sessions/*/minutes sessions/*/day',
    'workshop: sessions/*/removed removed removals/*',
    'action-plan: mission items/*/assessment items/*/recommendation items/*/dimension items/*/from',
    'action-plan: items/*/to items/*/status items/*/order items/*/removed text-checks/* removed removals/*',
    'instrument: title id version languages questions hash parts content/* status',
    'programme: ends-on erase-after',
  ].flatMap((line) => {
    const [kind, families = ''] = line.split(': ');
    return families.split(' ').map((family) => `${kind} ${family}`);
  });
  expect(familiesWith().toSorted()).toEqual(steering.toSorted());
});

test.each([
  ['institution/name', true],
  ['institution/type', false],
  ['answers/D1.1/evidence/e1/title', true],
  ['answers/D1.1/evidence/e1/holder', true],
  ['answers/D1.1/evidence/e1/date', false],
  ['answers/D1.1/evidence/e1/kind', false],
  ['answers/D1.1/evidence/e1/strength', false],
  ['answers/D1.1/evidence/e1/removed', false],
  ['comments/c1/text', true],
  ['comments/c1/about', false],
  ['comments/c1/mark', false],
  ['comments/c1/removed', false],
] as const)('[E8] of what a record holds in parts, %s: %s', (path, may) => {
  expect(erasablePartsOfPath(DocumentKind.parse('assessment'), path)).toEqual(may ? ['all', 'past'] : []);
});

test.each([
  ['participant', 'name'],
  ['constructor', 'title'],
  ['assessment', 'hotel/room'],
  ['assessment', ''],
])('[E8] nothing of what nobody has thought about (%s %s)', (kind, path) => {
  expect(erasablePartsOfPath(DocumentKind.parse(kind), path)).toEqual([]);
});
