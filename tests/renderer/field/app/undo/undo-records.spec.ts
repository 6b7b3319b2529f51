import { expect, test } from 'vitest';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { type DocumentKind, Path } from '#domain/document/op.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { routeOfRegister } from '#renderer/field/app/undo/undo-records.ts';
import type { FieldRoute } from '#renderer/field/parts/field-route.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';

const log = aLog();
const assessment: FieldRoute = { screen: 'assessment', log, doc: aDoc(3), tab: 'review' };

test.each<[DocumentKind, string, Partial<FieldRoute>]>([
  [assessmentKind, 'answers/D5.4/level', { screen: 'assessment', question: 'D5.4' }],
  [assessmentKind, 'findings/f1/text', { screen: 'assessment', tab: 'findings' }],
  [assessmentKind, 'title', assessment],
  [workshopKind, 'sessions/s1/order', { screen: 'workshop', doc: aDoc(3) }],
  [workshopKind, 'attendance/1-am/p1', { screen: 'workshop', section: 'attendance' }],
  [actionPlanKind, 'items/i1/lead', { screen: 'mission', tab: 'plan' }],
  [missionKind, 'national/D5.4', { screen: 'mission', tab: 'national' }],
  [assessmentKind, 'removed', { screen: 'mission', tab: 'assessments' }],
  [assessmentKind, 'moved-to', { screen: 'mission', tab: 'assessments' }],
  [workshopKind, 'archived', { screen: 'mission', tab: 'workshops' }],
])('the screen goes to the changed field: %s %s', (kind, path, to) => {
  const register = { doc: aDoc(3), kind, path: Path.parse(path) };
  expect(routeOfRegister(assessment, log, register)).toMatchObject(to);
});

test('the page of a session and of a plan item show their own fields', () => {
  const session: FieldRoute = { screen: 'workshop', log, doc: aDoc(4), session: 's1' };
  const about = { doc: aDoc(4), kind: workshopKind, path: Path.parse('entries/e1/text') };
  expect(routeOfRegister(session, log, about)).toBe(session);
  const item: FieldRoute = { screen: 'planItem', log, item: 'i1' };
  const lead = { doc: aDoc(2), kind: actionPlanKind, path: Path.parse('items/i1/lead') };
  expect(routeOfRegister(item, log, lead)).toBe(item);
});

test('the screen goes to a record in another mission', () => {
  const register = { doc: aDoc(9), kind: assessmentKind, path: Path.parse('answers/D5.4/level') };
  const there = { screen: 'assessment', log: aLog(2), doc: aDoc(9), question: 'D5.4' };
  expect(routeOfRegister(assessment, aLog(2), register)).toEqual(there);
  expect(routeOfRegister({ screen: 'missions' }, aLog(2), register)).toEqual(there);
});
