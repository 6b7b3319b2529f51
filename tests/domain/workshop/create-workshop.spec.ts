import { expect, test } from 'vitest';
import { refuse } from '#base/result.ts';
import { decideCreateWorkshop, type NewWorkshop } from '#domain/workshop/create-workshop.ts';
import { nationalPolicyTemplate } from '#domain/workshop/templates/built-in-templates.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';

const ids = { doc: aDoc(1), mission: aDoc(2) };
const aNewWorkshop: NewWorkshop = {
  title: 'Planning week',
  from: '2026-11-24',
  to: '2026-11-27',
  template: null,
  language: 'en',
};
const decide = (part: Partial<NewWorkshop> = {}) => decideCreateWorkshop({ ...aNewWorkshop, ...part }, ids);

test('a new workshop has a title, its days and no agenda', () => {
  const values = decide();
  expect(values.ok && values.value.map(({ path, value }) => [path, value])).toEqual([
    ['title', 'Planning week'],
    ['mission', ids.mission],
    ['from', '2026-11-24'],
    ['to', '2026-11-27'],
    ['status', 'draft'],
  ]);
});

test('days that are not known yet are not written', () => {
  const values = decide({ from: null, to: null });
  expect(values.ok && values.value.map(({ path }) => path)).toEqual(['title', 'mission', 'status']);
});

test('with a template it begins with all of its sessions', () => {
  const values = decide({ template: nationalPolicyTemplate });
  const titles = values.ok ? values.value.filter(({ path }) => /^sessions\/[^/]+\/title$/.test(path)) : [];
  expect(titles.map(({ value }) => value)).toEqual(
    nationalPolicyTemplate.sessions.map(({ title }) => title['en']),
  );
});

test.each([
  [{ title: ' ' }, { kind: 'titleMissing' }],
  [{ from: '24 Nov' }, { kind: 'notADay', field: 'from' }],
  [{ to: '2026-02-30' }, { kind: 'notADay', field: 'to' }],
  [{ to: '2026-11-20' }, { kind: 'endsBeforeItStarts' }],
])('%j is refused', (part, refusal) => {
  expect(decide(part)).toEqual(refuse(refusal));
});
