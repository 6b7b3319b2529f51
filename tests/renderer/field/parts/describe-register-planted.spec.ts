import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Path } from '#domain/document/op.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { plantedField, plantedKind, plantKindAndField } from '#tests/support/kinds/planted-kind.ts';

beforeAll(async () => {
  vi.resetModules();
  await plantKindAndField();
});
// Later files of this worker load the modules without the planted kind.
afterAll(() => vi.resetModules());

test('a conflict in a planted kind or field has the label and values of its rule', async () => {
  const { describeRegister } = await import('#renderer/field/parts/describe-register.ts');
  const describe = (kind: typeof plantedKind, path: string) => {
    const { what, valueKind } = describeRegister(kind, Path.parse(path), undefined);
    return [what.key, valueKind];
  };
  expect([
    describe(plantedKind, 'closed-on'),
    describe(plantedKind, 'guests/g1/contact'),
    describe(plantedKind, 'status'),
    describe(missionKind, plantedField.pattern),
  ]).toEqual([
    ['path.to', 'day'],
    ['path.request.contact', 'line'],
    ['path.status', 'planStatus'],
    ['path.item.fundingLine', 'line'],
  ]);
});
