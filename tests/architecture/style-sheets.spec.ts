import { expect, test } from 'vitest';
import { readSource, sourceFiles } from '#tests/support/repository/source-files.ts';

/** `:has()` on the page itself: each change of the page then computes the styles of many elements again. */
const wholePageHas = /(?:^|[\s,}])(?:html|body|:root|\*)(?:\[[^\]]*\])?:has\(/m;

test('no style sheet watches the whole page with :has()', () => {
  const sheets = sourceFiles(/\.css$/, ['renderer']);
  expect(sheets.length).toBeGreaterThan(0);
  expect(sheets.filter((sheet) => wholePageHas.test(readSource(sheet)))).toEqual([]);
});

test.each(['body:has(.kiosk) .fb-notices {}', ':root[lang]:has(main) p {}'])('%s is found', (style) => {
  expect(style).toMatch(wholePageHas);
});
