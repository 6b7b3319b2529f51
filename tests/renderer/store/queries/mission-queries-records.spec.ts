import { expect, test } from 'vitest';
import { DocumentId } from '#domain/ids.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';

const other = DocumentId.parse('00000000-0000-4000-8000-0000000000c7');

test('a removed record leaves the list of its mission and can be brought back', async () => {
  const { start } = journaledLaptops();
  const a = await start();
  await a.write(log, doc, 'assessment', 'title', 'Court');
  await a.write(log, other, 'assessment', 'title', 'Police');
  const lists = async () => [
    (await a.query('documents', { log })).map(({ title }) => title).sort(),
    (await a.query('removedRecords', { log })).map(({ title }) => title),
  ];
  await a.write(log, doc, 'assessment', 'removed', true);
  expect(await lists()).toEqual([['Police'], ['Court']]);
  await a.write(log, doc, 'assessment', 'removed', false);
  expect(await lists()).toEqual([['Court', 'Police'], []]);
  await a.close();
});

test('institutions of a mission are known once each, with their newest type', async () => {
  const { start } = journaledLaptops();
  const a = await start();
  await a.write(log, doc, 'assessment', 'institution/name', 'Supreme Court');
  await a.write(log, other, 'assessment', 'institution/name', 'supreme  court ');
  await a.write(log, other, 'assessment', 'institution/type', 'JUD');
  const knownInstitutions = await a.query('institutions', { log });
  expect(knownInstitutions).toHaveLength(1);
  expect(knownInstitutions[0]?.type).toBe('JUD');
  await a.close();
});
