import { expect, test } from 'vitest';
import { leftRouteOf } from '#renderer/field/app/session/landing.tsx';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';

const [log, doc] = [aLog(), aDoc()];

test('a question of an assessment is the record in which a person works', () => {
  const address = `#/missions/${log}/assessments/${doc}/D4.1`;
  expect(leftRouteOf({ screen: 'assessment', log, doc, question: 'D4.1' }, 7)).toEqual({
    address,
    log,
    doc,
    record: { log, doc, address, question: 'D4.1', atMs: 7 },
  });
});

test('a list or a setting is a place, and no record', () => {
  expect(leftRouteOf({ screen: 'settings' }, 7)).toEqual({
    address: '#/settings',
    log: null,
    doc: null,
    record: null,
  });
  expect(leftRouteOf({ screen: 'mission', log, tab: 'plan' }, 7)).toMatchObject({ log, record: null });
});
