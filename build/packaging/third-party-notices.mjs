import fs from 'node:fs';
import path from 'node:path';
import { inRepository } from '../repository.mjs';

/** @typedef {import('./production-packages.mjs').ProductionPackage} ProductionPackage */

const licenceFile = /^(licen[cs]e|copying|notice)/i;
const readme = /^readme(\.|$)/i;

const head = `Fieldbook contains these packages, each under its own licence. Electron and Chromium, which it runs in,
have their own beside the program (LICENSE.electron.txt, LICENSES.chromium.html).
`;

/**
 * The notices that licences ask for: each package with its licence and the text of it that the package brings.
 * @param {readonly ProductionPackage[]} packages
 * @param {(packageFound: ProductionPackage) => string} [textOf]
 * @returns {string}
 */
export const thirdPartyNotices = (packages, textOf = licenceTextOf) =>
  [
    head,
    ...packages.map(
      (found) => `${'='.repeat(80)}\n${found.id} (${found.licence})\n\n${textOf(found).trim()}\n`,
    ),
  ].join('\n');

/**
 * The licence as its package gives it: its licence files, else what its README says of it, else its author's name.
 * @param {ProductionPackage} packageFound
 * @returns {string}
 */
export function licenceTextOf({ place, licence }) {
  const folder = inRepository(place);
  const files = fs.readdirSync(folder);
  const texts = files
    .filter((file) => licenceFile.test(file))
    .map((file) => fs.readFileSync(path.join(folder, file), 'utf8').trim());
  if (texts.length > 0) return texts.join('\n\n');

  const readmeFile = files.find((file) => readme.test(file));
  const [, section] = readmeFile
    ? (/^#+ *licen[cs]e\s*\n([^]*)/im.exec(fs.readFileSync(path.join(folder, readmeFile), 'utf8')) ?? [])
    : [];
  if (section) return section;
  const { author } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const by = typeof author === 'string' ? author : (author?.name ?? 'its authors');
  return `By ${by}, under ${licence} (https://spdx.org/licenses/${licence}.html); the package brings no text of it.`;
}
