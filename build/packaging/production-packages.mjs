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
 * @property {string} place its folder, from the repository
 */

/**
 * The packages that the product may contain: all of a lock file but those of development alone, one of each id, by id.
 * @param {IdleLockSettings} lock
 * @returns {readonly ProductionPackage[]}
 */
export function productionPackagesOf({ packages = {} }) {
  /** @type {Map<string, ProductionPackage>} */
  const found = new Map();
  for (const [place, { version = '', license = '', dev, devOptional }] of Object.entries(packages)) {
    if (place === '' || dev || devOptional) continue;
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const id = `${name}@${version}`;
    if (!found.has(id)) found.set(id, { id, name, version, licence: license, place });
  }
  return [...found.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
