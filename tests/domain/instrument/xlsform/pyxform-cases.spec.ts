import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { isTier3, judgeCase, PyxformCase } from '#tests/conformance/xlsform/pyxform-cases.ts';

const file = path.join(import.meta.dirname, '../../../fixtures/forms/conformance/pyxform-cases.json');
const cases = z.array(PyxformCase).parse(JSON.parse(fs.readFileSync(file, 'utf8')));

test('forms of tiers 1 and 2 are accepted and rejected as pyxform does', () => {
  const counted = cases.filter((one) => !isTier3(one));
  expect(counted.length).toBeGreaterThan(400);
  expect(counted.filter((one) => !judgeCase(one).isEqual).map(({ test: name }) => name)).toEqual([]);
});

test('so are those of tier 3', () => {
  const counted = cases.filter(isTier3);
  expect(counted.length).toBeGreaterThan(100);
  expect(counted.filter((one) => !judgeCase(one).isEqual).map(({ test: name }) => name)).toEqual([]);
});
