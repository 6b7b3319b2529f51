import fs from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { inRepository, repositoryRoot } from '../repository.mjs';

// Unit and property tests in one project, with one changed source: FIELDBOOK_MUTANT describes the change.
// Files stay untouched.

interface Mutant {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
/** Tells run-specs.mjs that some test has loaded the source. */
const loadedMark = 'FIELDBOOK_MUTANT is loaded';
const mutantVariable = process.env['FIELDBOOK_MUTANT'];
const plantedMutant = mutantVariable === undefined ? null : (JSON.parse(mutantVariable) as Mutant); // written by run-specs.mjs
const mutatedFile = plantedMutant && inRepository(plantedMutant.file);
const isMutatedFile = (id: string): boolean => mutatedFile !== null && id.split('?', 1)[0] === mutatedFile;

/** Test files in the order in which they were named. */
class NamedOrderSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification): number =>
      process.argv.findIndex((named) => inRepository(named) === moduleId);
    return files.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

export default defineConfig({
  root: repositoryRoot,
  cacheDir: 'node_modules/.vite',
  plugins: [
    {
      name: 'fieldbook-mutant',
      enforce: 'pre',
      // A changed source must neither stay in the cache for the next run, nor come from the run before.
      configureVitest: ({ defineCacheKeyGenerator }) =>
        defineCacheKeyGenerator(({ id }) => (isMutatedFile(id) ? false : null)),
      load(id) {
        if (plantedMutant === null || mutatedFile === null || !isMutatedFile(id)) return null;
        console.log(loadedMark);
        const code = fs.readFileSync(mutatedFile, 'utf8');
        return code.slice(0, plantedMutant.start) + plantedMutant.text + code.slice(plantedMutant.end);
      },
    },
  ],
  test: {
    environment: 'node',
    include: ['tests/{base,forms,domain,sync,renderer,electron,build,architecture,support}/**/*.spec.ts'],
    fsModuleCachePath: inRepository('node_modules', '.vitest-cache-mutants'),
    isolate: false,
    sequence: { sequencer: NamedOrderSequencer },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
