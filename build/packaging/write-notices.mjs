import fs from 'node:fs';
import path from 'node:path';
import { inRepository } from '../repository.mjs';
import { billOfMaterials } from './bill-of-materials.mjs';
import { productionPackages } from './production-packages.mjs';
import { thirdPartyNotices } from './third-party-notices.mjs';

/**
 * Writes what travels with every package and lies beside it: the licences of what is in it, and its bill of materials.
 * `electron-builder.yml` names both files.
 * @param {string} electronVersion
 */
export function writeNotices(electronVersion) {
  const folder = inRepository('dist', 'release');
  fs.mkdirSync(folder, { recursive: true });
  const lock = JSON.parse(fs.readFileSync(inRepository('package-lock.json'), 'utf8'));
  const packages = productionPackages(lock);
  fs.writeFileSync(path.join(folder, 'third-party-notices.txt'), thirdPartyNotices(packages));
  fs.writeFileSync(path.join(folder, 'sbom.cdx.json'), billOfMaterials(packages, electronVersion));
}
