import { describe, expect, it } from 'vitest';
import { conflictPathsOf, type Document, dotsAt } from '#domain/document/document.ts';
import type { PathValue } from '#domain/document/op.ts';
import { checkAgainstSchema } from '#domain/path-rules/kind-schema.ts';
import { actionPlanSchema } from '#domain/plan/action-plan.ts';
import {
  isBlankMilestone,
  type Milestone,
  newMilestone,
  readMilestones,
  removeMilestone,
  storeMilestone,
} from '#domain/plan/milestones.ts';
import { aPlan } from '#tests/support/builders/a-plan.ts';
import { after, otherDevice, ownDevice } from '#tests/support/builders/an-assessment.ts';
import { anOp } from '#tests/support/builders/ops.ts';

const text = '2027-03-31 Draft  approved\n\n[x] 2027-01-15 Group named\nFinal text';
const earlier = aPlan({ 'items/i1/title': 'Form', 'items/i1/milestones': text });
const shown = (plan: Document) =>
  readMilestones(plan, 'i1').map(({ text: words, day, isDone }) => [words, day, isDone]);
const linesShown = [
  ['Draft approved', '2027-03-31', false],
  ['Group named', '2027-01-15', true],
  ['Final text', null, false],
];
const write = (plan: Document, pathValues: readonly PathValue[], by = ownDevice, n = 100): Document =>
  after(
    plan,
    ...pathValues.map(({ path, value }, at) => ({ by, n: n + at, path, value, over: dotsAt(plan, path) })),
  );
const lineOf = (plan: Document, at: number): Milestone => {
  const foundMilestone = readMilestones(plan, 'i1')[at];
  if (foundMilestone === undefined) throw new Error('a plan has its lines');
  return foundMilestone;
};

describe('milestones of the text of an earlier version', () => {
  it('are its lines, with a day and a mark where they have one', () => {
    expect(shown(earlier)).toEqual(linesShown);
  });

  it('keep their place and their text once one is stored and changed', () => {
    const line = lineOf(earlier, 0);
    const storedPathValues = storeMilestone('i1', { ...line, isDone: true });
    const plan = write(earlier, storedPathValues);
    expect(shown(plan)).toEqual([['Draft approved', '2027-03-31', true], ...linesShown.slice(1)]);
    expect(plan.registers['items/i1/milestones' as keyof typeof plan.registers]?.heads[0]?.value).toBe(text);
    const refused = storedPathValues.filter(
      ({ path, value }) =>
        !checkAgainstSchema(actionPlanSchema, anOp({ doc: plan.doc, kind: plan.kind, path, value })).ok,
    );
    expect(refused).toEqual([]);
  });

  it('are the same items on two laptops that store them apart from each other', () => {
    const storedPathValues = storeMilestone('i1', lineOf(earlier, 1));
    const plan = after(
      write(earlier, storedPathValues),
      ...storedPathValues.map(({ path, value }, at) => ({
        by: otherDevice,
        n: 200 + at,
        path,
        value,
        over: [],
      })),
    );
    expect(shown(plan)).toEqual(linesShown);
    expect(conflictPathsOf(plan)).toEqual([]);
  });

  it('have the ids of every version of Fieldbook', () => {
    expect(readMilestones(earlier, 'i1').map(({ id }) => id)).toEqual([
      'line-10c203ff552e5a542a773a32',
      'line-d636bb2eb6c74828b130751e',
      'line-a106253ddb9648919b04bf08',
    ]);
  });

  it('are each their own, also where two lines are equal', () => {
    const twice = aPlan({ 'items/i1/title': 'Form', 'items/i1/milestones': '  Draft\nDraft' });
    expect(shown(twice).map(([words]) => words)).toEqual(['Draft', 'Draft']);
    const storedDocument = write(twice, storeMilestone('i1', { ...lineOf(twice, 0), isDone: true }));
    expect(shown(storedDocument).map(([, , isDone]) => isDone)).toEqual([true, false]);
    expect(readMilestones(storedDocument, 'i1').map(({ isStored }) => isStored)).toEqual([true, false]);
  });

  it('do not count again after a removal, and do after an undo of their storing', () => {
    const line = lineOf(earlier, 2);
    const storedDocument = write(earlier, storeMilestone('i1', line));
    const [row = line] = readMilestones(storedDocument, 'i1').slice(2);
    expect(shown(write(storedDocument, removeMilestone('i1', row), ownDevice, 200))).toEqual(
      linesShown.slice(0, 2),
    );
    const undoneDocument = write(
      storedDocument,
      [{ ...removeMilestone('i1', row).at(-1) } as PathValue],
      ownDevice,
      200,
    );
    expect(shown(undoneDocument)).toEqual(linesShown);
    expect(shown(write(undoneDocument, storeMilestone('i1', line), ownDevice, 300))).toEqual(linesShown);
  });
});

describe('milestones of a list', () => {
  it('stay both where two people add one apart from each other', () => {
    const [mine, theirs] = ['m1', 'm2'].map((id) =>
      storeMilestone('i1', { ...newMilestone(readMilestones(earlier, 'i1'), id), text: id }),
    );
    const plan = write(write(earlier, mine ?? []), theirs ?? [], otherDevice);
    expect(shown(plan).map(([words]) => words)).toEqual([
      'Draft approved',
      'Group named',
      'Final text',
      'm1',
      'm2',
    ]);
    expect(conflictPathsOf(plan)).toEqual([]);
  });

  it('keep their words at a removal, for an undo', () => {
    const listedMilestone = newMilestone([], 'm1');
    expect(listedMilestone).toMatchObject({ isDone: false, isStored: false });
    const partsOf = (pathValues: readonly PathValue[]) =>
      pathValues.map(({ path }) => path.split('/').at(-1));
    expect(partsOf(storeMilestone('i1', listedMilestone))).toEqual(['text', 'day', 'done', 'order']);
    expect(partsOf(storeMilestone('i1', lineOf(earlier, 0)))).toContain('removed');
    expect(partsOf(removeMilestone('i1', listedMilestone))).toEqual(['removed']);
  });

  it('are blank only without words and day', () => {
    const blank = newMilestone([], 'm1');
    expect(isBlankMilestone({ ...blank, text: ' ' })).toBe(true);
    expect(isBlankMilestone({ ...blank, day: '2027-03-31' })).toBe(false);
  });

  it('are removed one by one', () => {
    const plan = aPlan({ 'items/i1/milestones/m1/text': 'Draft', 'items/i1/milestones/m2/text': 'Signed' });
    expect(shown(write(plan, removeMilestone('i1', lineOf(plan, 0))))).toEqual([['Signed', null, false]]);
  });
});
