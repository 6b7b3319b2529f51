import { spawnSync } from 'node:child_process';
import { BuildProblem } from '../support/build-problem.mjs';
import { repositoryRoot } from '../repository.mjs';
import { npmCommand, npmEnvironment } from '../setup/fetch-package.mjs';

/** @typedef {import('./production-packages.mjs').ProductionPackage} ProductionPackage */
/** @typedef {{ ref: string, dependsOn?: readonly string[] }} Dependency */

/**
 * The part of a CycloneDX document (https://cyclonedx.org, 1.5) that is changed here.
 * @typedef {object} BillOfMaterials
 * @property {{ component: Record<string, unknown> }} metadata
 * @property {readonly { 'bom-ref': string }[]} components
 * @property {readonly Dependency[]} dependencies
 */

/**
 * Makes the product's software bill of materials. It is npm's list of the lock file, cut to the possible
 * content of the product, and the runtime. The option `--omit dev` of npm leaves out packages that a
 * development package also uses.
 * @param {readonly ProductionPackage[]} packages
 * @param {string} electronVersion of the runtime that is packaged
 * @returns {string} CycloneDX as JSON
 */
export function createBillOfMaterials(packages, electronVersion) {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--loglevel=error'];
  const { status, stdout } = spawnSync(npmCommand.program, args, {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', process.stderr],
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
    env: npmEnvironment(),
    shell: npmCommand.shell,
  });
  if (status !== 0) throw new BuildProblem('npm sbom did not succeed (see above)');
  return JSON.stringify(productPartOf(JSON.parse(stdout), packages, electronVersion), null, 2);
}

/**
 * @param {any} whole output of `npm sbom`
 * @param {readonly ProductionPackage[]} packages
 * @param {string} electronVersion
 * @returns {BillOfMaterials} without a time and a random number, so that the same sources give the same bytes
 */
export function productPartOf(whole, packages, electronVersion) {
  const { serialNumber: _number, metadata, components, dependencies, ...rest } = whole;
  const { timestamp: _time, component, ...about } = metadata;
  const electron = `electron@${electronVersion}`;
  const kept = new Set(packages.map(({ id }) => id));
  const root = component['bom-ref'];
  return {
    ...rest,
    // npm names the component by its folder.
    metadata: { ...about, component: { ...component, type: 'application', name: 'fieldbook' } },
    components: [
      ...components.filter((/** @type {{ 'bom-ref': string }} */ one) => kept.has(one['bom-ref'])),
      {
        'bom-ref': electron,
        type: 'framework',
        name: 'electron',
        version: electronVersion,
        purl: `pkg:npm/${electron}`,
        licenses: [{ license: { id: 'MIT' } }],
      },
    ],
    dependencies: [
      ...dependencies
        .filter((/** @type {Dependency} */ { ref }) => ref === root || kept.has(ref))
        .map((/** @type {Dependency} */ { ref, dependsOn = [] }) => ({
          ref,
          dependsOn: [...dependsOn.filter((id) => kept.has(id)), ...(ref === root ? [electron] : [])],
        })),
      { ref: electron, dependsOn: [] },
    ],
  };
}
