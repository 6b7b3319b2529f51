import type { ConformanceSet } from './conformance-set.ts';
import { traceSets } from './traces/trace-set.ts';
import { pyxformSet, workbookSet, workbooks } from './xlsform/xlsform-sets.ts';
import { xpathSet } from './xpath/xpath-set.ts';

/** All sets that `npm run instrument -- conformance` compares; `npm test` does it on the copies in this repository. */
export const conformanceSets: readonly ConformanceSet[] = [
  xpathSet({ name: 'xpath-javarosa', file: 'xpath-javarosa.json', offsetMinutes: 0 }),
  xpathSet({ name: 'xpath-webforms', file: 'xpath-webforms.json', offsetMinutes: -7 * 60 }),
  ...traceSets(),
  pyxformSet,
  workbookSet,
  ...traceSets(workbooks),
];
