import fs from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { inRepository, repositoryRoot } from '../repository.mjs';

// Unit and property tests in one project, on sources of which one reads otherwise: FIELDBOOK_MUTANT says where. Files stay
// as they are.

interface Mutant {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
/** Tells run-mutant.mjs that some test has loaded the source. */
const mark = 'FIELDBOOK_MUTANT is loaded';
const said = process.env['FIELDBOOK_MUTANT'];
const mutant = said === undefined ? null : (JSON.parse(said) as Mutant); // written by run-mutant.mjs
const file = mutant && inRepository(mutant.file);
const isMutated = (id: string): boolean => file !== null && id.split('?', 1)[0] === file;

/** Test files in the order in which they were named. */
class NamedOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification): number =>
      process.argv.findIndex((named) => inRepository(named) === moduleId);
    return files.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

export default defineConfig({
  root: repositoryRoot,
  cacheDir: 'node_modules/.vite',
  plugins: [
    {
      name: 'fieldbook-mutant',
      enforce: 'pre',
      // What is read otherwise must not be kept for the next run, nor come from the one before.
      configureVitest: ({ defineCacheKeyGenerator }) =>
        defineCacheKeyGenerator(({ id }) => (isMutated(id) ? false : null)),
      load(id) {
        if (mutant === null || file === null || !isMutated(id)) return null;
        console.log(mark);
        const code = fs.readFileSync(file, 'utf8');
        return code.slice(0, mutant.start) + mutant.text + code.slice(mutant.end);
      },
    },
  ],
  test: {
    environment: 'node',
    include: ['tests/{domain,sync,renderer,electron,build,architecture}/**/*.spec.ts'],
    fsModuleCachePath: inRepository('node_modules', '.vitest-cache-mutants'),
    isolate: false,
    sequence: { sequencer: NamedOrder },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
