import { beforeEach, describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { readFindings, readRecommendations } from '#domain/assessment/finding.ts';
import { readStatedPriorities } from '#domain/assessment/stated-priority.ts';
import { dotsAt, valueAt } from '#domain/document/document.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { actionPlanKind, readPlanItems } from '#domain/plan/action-plan.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { aWrite, type TestLaptop } from '#tests/support/laptop/test-laptop.ts';

const plan = aDoc(8);
const mission = aDoc(9);
const kinds = { [doc]: 'assessment', [plan]: actionPlanKind, [mission]: missionKind };
let a: TestLaptop;

beforeEach(async () => {
  a = await journaledLaptops().start({ roles: { [log]: ['lead'] } });
  await a.rest();
  await act([doc, 'title', 'Court']);
});

const documentOf = async (documentId: typeof doc) =>
  (await a.query('document', { log, doc: documentId }))?.document;

/** One act: all values in one write, over those that the person sees. */
async function act(...values: readonly (readonly [typeof doc, string, JsonValue])[]): Promise<void> {
  const registerWrites = await Promise.all(
    values.map(async ([documentId, path, value]) =>
      aWrite(
        documentId,
        kinds[documentId] ?? 'assessment',
        path,
        value,
        dotsAt(await documentOf(documentId), path),
      ),
    ),
  );
  expect(await a.store.write(log, registerWrites)).toMatchObject({ kind: 'saved' });
}
const undo = () => a.store.undo();
const redo = () => a.store.redo();

describe('an undo of findings', () => {
  test('takes back a value that went to several gaps', async () => {
    await act([doc, 'priorities/D3.3/ownership', 0.5]);
    await act([doc, 'priorities/D3.3/ownership', 1], [doc, 'priorities/D5.4/ownership', 1]);
    await undo();
    const stated = readStatedPriorities(await documentOf(doc));
    expect([stated['D3.3']?.ownership, stated['D5.4']?.ownership]).toEqual([0.5, null]);
  });

  test('removes all findings of one act, and a redo brings them back', async () => {
    await act([doc, 'findings/f1/text', 'One'], [doc, 'findings/f2/text', 'Two']);
    await undo();
    expect(readFindings(await documentOf(doc))).toEqual([]);
    await redo();
    expect(readFindings(await documentOf(doc)).map(({ text }) => text)).toEqual(['One', 'Two']);
  });

  test('empties the parts of a recommendation one act at a time', async () => {
    await act([doc, 'recommendations/r1/text', 'issue a form'], [doc, 'recommendations/r1/support', []]);
    await act([doc, 'recommendations/r1/quarter', '2027-Q3'], [doc, 'recommendations/r1/horizon', '6-18']);
    await act([doc, 'recommendations/r1/support', ['advice']]);
    await undo();
    await undo();
    expect(readRecommendations(await documentOf(doc))).toMatchObject([
      { text: 'issue a form', quarter: null, horizon: null, support: [] },
    ]);
  });
});

describe('an undo of the plan', () => {
  test('takes back the acceptance of a recommendation together with its plan item', async () => {
    await act(
      [doc, 'recommendations/r1/text', 'Issue a form'],
      [doc, 'recommendations/r1/status', 'proposed'],
    );
    await act(
      [doc, 'recommendations/r1/status', 'accepted'],
      [plan, 'items/i1/title', 'Issue a form'],
      [plan, 'items/i1/status', 'proposed'],
    );
    await undo();
    expect(readRecommendations(await documentOf(doc))[0]?.status).toBe('proposed');
    expect(readPlanItems(await documentOf(plan))).toEqual([]);
  });

  test('returns lead, milestones and a removed item', async () => {
    await act([plan, 'items/i1/title', 'Form'], [plan, 'items/i1/lead', 'Regional centre']);
    await act([plan, 'items/i1/lead', 'Programme office']);
    await act([plan, 'items/i1/milestones/m1/text', 'Draft']);
    await act([plan, 'items/i1/removed', true]);
    await undo();
    expect(readPlanItems(await documentOf(plan))).toMatchObject([{ milestones: [{ text: 'Draft' }] }]);
    await undo();
    await undo();
    expect(readPlanItems(await documentOf(plan))).toMatchObject([
      { milestones: [], lead: 'Regional centre' },
    ]);
  });
});

test('an undo takes back all accepted proposals of the national level, and no earlier decision', async () => {
  const decision = (level: number) => ({ level, reason: 'As proposed.', proposed: level });
  await act([mission, 'national/D2.4', decision(4)]);
  await act([mission, 'national/D2.5', decision(2)], [mission, 'national/D2.6', decision(3)]);
  await undo();
  const document = await documentOf(mission);
  expect(['D2.4', 'D2.5', 'D2.6'].map((id) => valueAt(document, `national/${id}`))).toEqual([
    decision(4),
    null,
    null,
  ]);
});
