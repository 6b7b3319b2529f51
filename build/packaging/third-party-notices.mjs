import fs from 'node:fs';
import path from 'node:path';
import { inRepository } from '../repository.mjs';
import { createBillOfMaterials } from './bill-of-materials.mjs';
import { productionPackagesOf } from './production-packages.mjs';

/**
 * Writes the files that are part of every package and are put beside it: the licences of its content, and its
 * bill of materials. `electron-builder.yml` names both files.
 * @param {string} electronVersion
 */
export function writeNotices(electronVersion) {
  const folder = inRepository('dist', 'release');
  fs.mkdirSync(folder, { recursive: true });
  const lock = JSON.parse(fs.readFileSync(inRepository('package-lock.json'), 'utf8'));
  const packages = productionPackagesOf(lock);
  fs.writeFileSync(path.join(folder, 'third-party-notices.txt'), thirdPartyNoticesOf(packages));
  fs.writeFileSync(path.join(folder, 'sbom.cdx.json'), createBillOfMaterials(packages, electronVersion));
}

/** @typedef {import('./production-packages.mjs').ProductionPackage} ProductionPackage */

const licenceFilePattern = /^(licen[cs]e|copying|notice)/i;
const readmePattern = /^readme(\.|$)/i;

const noticesHeading = `Fieldbook contains these packages, each under its own licence. Electron and Chromium, which it runs in,
have their own beside the program (LICENSE.electron.txt, LICENSES.chromium.html).
`;

/**
 * Makes the notices that licences require: each package with its licence and the text from the package.
 * @param {readonly ProductionPackage[]} packages
 * @param {(packageFound: ProductionPackage) => string} [textOf]
 * @returns {string}
 */
export const thirdPartyNoticesOf = (packages, textOf = licenceTextOf) =>
  [
    noticesHeading,
    ...packages.map(
      (found) => `${'='.repeat(80)}\n${found.id} (${found.licence})\n\n${textOf(found).trim()}\n`,
    ),
  ].join('\n');

/**
 * Returns the licence as its package gives it: its licence files, else the part of its README, else its
 * author's name.
 * @param {ProductionPackage} packageFound
 * @returns {string}
 */
export function licenceTextOf({ place, licence }) {
  const folder = inRepository(place);
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
