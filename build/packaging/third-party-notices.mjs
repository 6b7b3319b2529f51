import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { inRepository, repositoryRoot } from '../repository.mjs';
import { npmCommand, npmEnvironment } from '../setup/fetch-package.mjs';
import { BuildProblem } from '../support/build-problem.mjs';

/**
 * Writes the files that are part of every package and are put beside it: the licences of its content, and its
 * bill of materials. `electron-builder.yml` names both files.
 * @param {string} electronVersion
 */
export function writeNotices(electronVersion) {
  const folder = inRepository('dist', 'release');
  fs.mkdirSync(folder, { recursive: true });
  const lock = JSON.parse(fs.readFileSync(inRepository('package-lock.json'), 'utf8'));
  const productionPackages = productionPackagesOf(lock);
  fs.writeFileSync(path.join(folder, 'third-party-notices.txt'), thirdPartyNoticesOf(productionPackages));
  fs.writeFileSync(
    path.join(folder, 'sbom.cdx.json'),
    createBillOfMaterials(productionPackages, electronVersion),
  );
}

const licenceFilePattern = /^(licen[cs]e|copying|notice)/i;
const readmePattern = /^readme(\.|$)/i;

const noticesHeading = `Fieldbook contains these packages, each under its own licence. Electron and Chromium, which it runs in,
have their own beside the program (LICENSE.electron.txt, LICENSES.chromium.html).
`;

/**
 * Makes the notices that licences require: each package with its licence and the text from the package.
 * @param {readonly ProductionPackage[]} productionPackages
 * @param {(packageFound: ProductionPackage) => string} [textOf]
 * @returns {string}
 */
export const thirdPartyNoticesOf = (productionPackages, textOf = licenceTextOf) =>
  [
    noticesHeading,
    ...productionPackages.map(
      (foundProductionPackage) =>
        `${'='.repeat(80)}\n${foundProductionPackage.id} (${foundProductionPackage.licence})\n\n${textOf(foundProductionPackage).trim()}\n`,
    ),
  ].join('\n');

/**
 * Returns the licence as its package gives it: its licence files, else the part of its README, else its
 * author's name.
 * @param {ProductionPackage} packageFound
 * @returns {string}
 */
export function licenceTextOf({ folder: packageFolder, licence }) {
  const folder = inRepository(packageFolder);
  const files = fs.readdirSync(folder);
  const texts = files
    .filter((file) => licenceFilePattern.test(file))
    .map((file) => fs.readFileSync(path.join(folder, file), 'utf8').trim());
  if (texts.length > 0) return texts.join('\n\n');

  const readmeFile = files.find((file) => readmePattern.test(file));
  const [, section] = readmeFile
    ? (/^#+ *licen[cs]e\s*\n([^]*)/im.exec(fs.readFileSync(path.join(folder, readmeFile), 'utf8')) ?? [])
    : [];
  if (section) return section;
  const { author } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const by = typeof author === 'string' ? author : (author?.name ?? 'its authors');
  return `By ${by}, under ${licence} (https://spdx.org/licenses/${licence}.html); the package brings no text of it.`;
}

/**
 * @typedef {{ version?: string, license?: string, dev?: boolean, devOptional?: boolean }} Locked
 * @typedef {{ packages?: Readonly<Record<string, Locked>> }} IdleLockSettings
 */

/**
 * @typedef {object} ProductionPackage
 * @property {string} id name@version
 * @property {string} name
 * @property {string} version
 * @property {string} licence SPDX expression
 * @property {string} folder its folder, from the repository
 */

/**
 * The packages that the product may contain: all of a lock file but those of development alone, one of each id, by id.
 * @param {IdleLockSettings} lock
 * @returns {readonly ProductionPackage[]}
 */
export function productionPackagesOf({ packages = {} }) {
  /** @type {Map<string, ProductionPackage>} */
  const found = new Map();
  for (const [filePath, { version = '', license = '', dev, devOptional }] of Object.entries(packages)) {
    if (filePath === '' || dev || devOptional) continue;
    const name = filePath.slice(filePath.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const id = `${name}@${version}`;
    if (!found.has(id)) found.set(id, { id, name, version, licence: license, folder: filePath });
  }
  return [...found.values()].toSorted((productionPackage, otherProductionPackage) =>
    productionPackage.id < otherProductionPackage.id ? -1 : 1,
  );
}

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
 * @param {readonly ProductionPackage[]} productionPackages
 * @param {string} electronVersion of the runtime that is packaged
 * @returns {string} CycloneDX as JSON
 */
function createBillOfMaterials(productionPackages, electronVersion) {
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
  return JSON.stringify(productPartOf(JSON.parse(stdout), productionPackages, electronVersion), null, 2);
}

/**
 * @param {any} whole output of `npm sbom`
 * @param {readonly ProductionPackage[]} productionPackages
 * @param {string} electronVersion
 * @returns {BillOfMaterials} without a time and a random number, so that the same sources give the same bytes
 */
export function productPartOf(whole, productionPackages, electronVersion) {
  const { serialNumber: _number, metadata, components, dependencies, ...rest } = whole;
  const { timestamp: _time, component, ...about } = metadata;
  const electron = `electron@${electronVersion}`;
  const kept = new Set(productionPackages.map(({ id }) => id));
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
