import { expect, test } from 'vitest';
import { DocumentId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
import type { LeftRoute } from '#renderer/store/api/left-route.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';

const atQuestion: LeftRoute = {
  address: '#/missions/a/assessments/b/D4.1',
  log,
  doc,
  record: { log, doc, address: '#/missions/a/assessments/b/D4.1', question: 'D4.1', atMs: 5 },
};
const atHome: LeftRoute = { address: '#/missions', log: null, doc: null, record: null };

async function aLaptop() {
  const testLaptop = await journaledLaptops().start();
  await testLaptop.write(log, DocumentId.parse(log), missionKind, 'title', 'Arlandia');
  return testLaptop;
}

test('a laptop without a place left has no address and no last record', async () => {
  const a = await aLaptop();
  expect(await a.query('lastAddress', null)).toBeNull();
  expect((await a.query('waitingWork', null)).last).toBeNull();
  await a.close();
});

test('a screen without a record keeps the record of before', async () => {
  const a = await aLaptop();
  await a.write(log, doc, 'assessment', 'institution/name', 'Court');
  await a.store.rememberRoute(atQuestion);
  expect(await a.query('lastAddress', null)).toBe(atQuestion.address);
  await a.store.rememberRoute(atHome);
  expect(await a.query('lastAddress', null)).toBe('#/missions');
  const { last } = await a.query('waitingWork', null);
  expect(last).toMatchObject({ question: 'D4.1', summary: { facts: { 'institution/name': 'Court' } } });
  await a.close();
});

test('a record that is no longer here is neither landed on nor continued', async () => {
  const a = await aLaptop();
  await a.store.rememberRoute(atQuestion);
  expect(await a.query('lastAddress', null)).toBeNull();
  expect((await a.query('waitingWork', null)).last).toBeNull();
  await a.close();
});

test('items of plans and assessments are there for reminders', async () => {
  const a = await aLaptop();
  await a.write(log, doc, 'assessment', 'institution/name', 'Court');
  const plan = DocumentId.parse('018f0000-0000-7000-8000-0000000000aa');
  await a.write(log, plan, 'action-plan', 'items/i1/title', 'Procedure');
  await a.write(log, plan, 'action-plan', 'items/i1/to', '2026-12-01');
  await a.write(log, plan, 'action-plan', 'items/i1/milestones/m1/day', '2026-11-01');
  await a.write(log, doc, 'assessment', 'follows', plan);
  const { assessments, planItems } = await a.query('waitingWork', null);
  expect(assessments).toMatchObject([{ doc, facts: { 'institution/name': 'Court', follows: plan } }]);
  expect(planItems).toMatchObject([{ doc: plan, id: 'i1', to: '2026-12-01', status: 'proposed' }]);
  expect(planItems[0]?.milestones).toMatchObject([{ id: 'm1', day: '2026-11-01' }]);
  await a.close();
});
