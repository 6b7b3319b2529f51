import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { type Document, emptyDocument } from '#domain/document/document.ts';
import { DocumentId } from '#domain/ids.ts';
import { actionPlanKind, readPlanItems } from '#domain/plan/action-plan.ts';
import { decidePlanAction, findPlannedAction } from '#domain/workshop/plan-agreed-action.ts';
import { readSessionEntries, type SessionEntry } from '#domain/workshop/session-entry.ts';
import { after, anEmptyWorkshop, deviceA } from '#tests/support/builders/a-workshop.ts';

const emptyPlan = emptyDocument(DocumentId.parse('018f0000-0000-7000-8000-000000000009'), actionPlanKind);

const withValues = (start: Document, values: readonly { path: string; value: JsonValue }[]): Document =>
  values.reduce((document, one, at) => after(document, { by: deviceA, n: at + 1, ...one }), start);

function actionWith(parts: Readonly<Record<string, JsonValue>> = {}): SessionEntry {
  const values = {
    type: 'agreed-action',
    text: 'Circulate the draft.',
    owner: 'Ministry',
    order: 'a0',
    ...parts,
  };
  const workshop = withValues(
    anEmptyWorkshop,
    Object.entries(values).map(([part, value]) => ({ path: `entries/e1/${part}`, value })),
  );
  const [entry] = readSessionEntries(workshop);
  if (entry === undefined) throw new Error('The workshop has one note');
  return entry;
}

test('[C6] an agreed action becomes a proposed item, with a link to it', () => {
  const decided = decidePlanAction(actionWith({ due: '2026-12-01' }), emptyPlan, 'i1');
  if (!decided.ok) throw new Error(decided.refusal.kind);
  const [planItem] = readPlanItems(withValues(emptyPlan, decided.value.plan));
  expect(planItem).toMatchObject({
    id: 'i1',
    title: 'Circulate the draft.',
    counterpart: 'Ministry',
    to: '2026-12-01',
    status: 'proposed',
  });
  expect(decided.value.workshop).toEqual([
    { path: 'entries/e1/plan-item', value: { doc: emptyPlan.doc, item: 'i1' } },
  ]);
});

test.each([
  ['another note', { type: 'question' }, 'noAction'],
  ['an action without words', { text: ' ' }, 'textMissing'],
  ['an action in another plan', { 'plan-item': { doc: anEmptyWorkshop.doc, item: 'i9' } }, 'alreadyPlanned'],
] as const)('[C6] %s does not enter the plan', (_name, parts, kind) => {
  expect(decidePlanAction(actionWith(parts), emptyPlan, 'i1')).toEqual({ ok: false, refusal: { kind } });
});

test('[C6] an action enters the plan once, also without its link', () => {
  const plannedDocument = withValues(emptyPlan, [
    { path: 'items/i1/title', value: 'Circulate the draft.' },
    { path: 'items/i1/order', value: 'a0' },
  ]);
  const link = { doc: emptyPlan.doc, item: 'i1' };
  const refused = { ok: false, refusal: { kind: 'alreadyPlanned' } };
  expect(decidePlanAction(actionWith({ 'plan-item': link }), plannedDocument, 'i2')).toEqual(refused);
  expect(decidePlanAction(actionWith(), plannedDocument, 'i1')).toEqual(refused);
});

test('[C6] an action with a removed item is in no plan, and brings its item back', () => {
  const removedDocument = withValues(emptyPlan, [
    { path: 'items/i1/title', value: 'Circulate the draft.' },
    { path: 'items/i1/order', value: 'a0' },
    { path: 'items/i1/removed', value: true },
  ]);
  const entry = actionWith({ 'plan-item': { doc: emptyPlan.doc, item: 'i1' } });
  expect(findPlannedAction(entry, removedDocument)).toEqual({ kind: 'none' });
  const decided = decidePlanAction(entry, removedDocument, 'i1');
  expect(decided.ok && decided.value.plan).toContainEqual({ path: 'items/i1/removed', value: false });
});

test('[E 3] an action that names a hidden institution goes into no plan before a person has decided', () => {
  const names = (text: string): boolean => text.includes('Police');
  const refused = { ok: false, refusal: { kind: 'institutionNamed' } };
  expect(decidePlanAction(actionWith({ text: 'Police adopts a form.' }), emptyPlan, 'i1', names)).toEqual(
    refused,
  );
  expect(decidePlanAction(actionWith({ owner: 'National Police' }), emptyPlan, 'i1', names)).toEqual(refused);
  expect(decidePlanAction(actionWith(), emptyPlan, 'i1', names).ok).toBe(true);
});
