/**
 * @typedef {object} Bench
 * @property {string} entry the program; it gets the words after the name
 * @property {readonly string[]} parts of dist/, brought up to date first
 * @property {string} [page] the script of its page, which is built into bench/rig/index.html
 * @property {boolean} [packaged] whether it measures the packaged app
 * @property {readonly string[]} smallest options of its smallest size, in which `npm run test:long` runs it
 */

/** Benches of `npm run bench -- NAME`. @type {Readonly<Record<string, Bench>>} */
export const benchesByName = {
  sync: {
    entry: 'bench/sync/main.ts',
    parts: ['server', 'electron'],
    page: 'bench/sync-page/page.ts',
    smallest: ['--scale', '0.03', '--peers', 'none'],
  },
  scale: {
    entry: 'bench/scale/main.ts',
    parts: ['electron'],
    page: 'bench/scale-page/page.ts',
    smallest: ['--missions', '1', '--assessments', '20', '--answers', '10'],
  },
  search: {
    entry: 'bench/search/main.ts',
    parts: ['electron'],
    page: 'bench/scale-page/page.ts',
    smallest: ['--missions', '1', '--assessments', '20', '--answers', '10'],
  },
  store: {
    entry: 'bench/store/main.ts',
    parts: ['electron'],
    page: 'bench/store-page/page.ts',
    smallest: ['--rounds', '3'],
  },
  server: {
    entry: 'bench/server/main.ts',
    parts: ['server'],
    smallest: ['--seconds', '3', '--devices', '20', '--missions', '2'],
  },
  console: {
    entry: 'bench/console/main.ts',
    parts: ['server', 'console'],
    smallest: '--missions 8 --assessments 20 --workshops 4 --states 4 --requests 2 --paints 1'.split(' '),
  },
  hostile: {
    entry: 'bench/hostile/main.ts',
    parts: ['server'],
    page: 'bench/hostile-page/page.ts',
    smallest: ['--scale', '0.02'],
  },
  memory: {
    entry: 'bench/memory/main.ts',
    parts: ['server', 'electron', 'field'],
    smallest: ['--minutes', '1'],
  },
  instrument: { entry: 'bench/instrument/main.ts', parts: [], smallest: ['--changes', '50'] },
  form: {
    entry: 'bench/form/main.ts',
    parts: ['electron'],
    page: 'bench/form-page/page.tsx',
    smallest: ['--keys', '10', '--repeats', '2'],
  },
  'privacy-check': { entry: 'bench/privacy-check/main.ts', parts: [], smallest: [] },
  launch: { entry: 'bench/launch/main.ts', parts: [], packaged: true, smallest: ['--runs', '1'] },
  roster: {
    entry: 'bench/roster/main.ts',
    parts: ['electron'],
    page: 'bench/roster-page/page.tsx',
    smallest: ['--participants', '20', '--halfdays', '2'],
  },
};

/** Exit code of a bench that ran to its table and misses a target. Any other one than 0 is a bench that broke. */
export const missedTargetCode = 3;
