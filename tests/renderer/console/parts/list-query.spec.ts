import { expect, test } from 'vitest';
import { ListQuery } from '#renderer/console/parts/list-query.ts';

test('an order of an address that is too long or unknown is no order', () => {
  const listQuery = ListQuery.parse({ sort: 'x'.repeat(61), order: 'sideways' });
  expect([listQuery.sort, listQuery.order]).toEqual(['', '']);
});
