import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { inRepository } from '../repository.mjs';
import { isInstalledAsLocked } from './dependencies.mjs';

// Checks of our packages without a network: `npm run check` compares the lock file with these rules. Known
// vulnerabilities are not among them, because the registry is the source. Where it is reachable, `npm audit`
// asks it.

/** Packages that may run a script at installation, with its purpose. All others are refused. */
const packagesWithScripts = new Map([
  ['electron-winstaller', 'takes the right 7-Zip; part of the packaging for Windows'],
]);

/**
 * Licences that allow us to ship, or in the case of tools use, the package; each part of an `AND` must be
 * one.
 */
const allowedLicences = new Set(
  'MIT MIT-0 ISC Apache-2.0 BSD-2-Clause BSD-3-Clause 0BSD BlueOak-1.0.0 CC0-1.0 OFL-1.1 MPL-2.0 Python-2.0 WTFPL'.split(
    ' ',
  ),
);

/**
 * @typedef {{ version?: string, resolved?: string, integrity?: string, license?: string, hasInstallScript?: boolean, link?: boolean }} Locked
 * @typedef {{ lockfileVersion?: number, packages?: Record<string, Locked> }} IdleLockSettings
 */

/**
 * Lists all problems of a lock file, a sentence each. A problem is a package without pinned bytes, from
 * elsewhere than a registry, with a script at installation, or with an unchecked licence.
 * @param {IdleLockSettings} lock
 * @returns {string[]}
 */
export function findLockProblems({ lockfileVersion, packages = {} }) {
  const found = lockfileVersion === 3 ? [] : ['the lock file is of another version than 3'];
  for (const [path, locked] of Object.entries(packages)) {
    if (path === '') continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(locked.integrity ?? ''))
      found.push(`${name}: its bytes are not pinned by SHA-512`);
    if (locked.link || /^(git|file|http:|link)/.test(locked.resolved ?? ''))
      found.push(`${name}: does not come from a registry`);
    if (locked.hasInstallScript && !packagesWithScripts.has(name))
      found.push(`${name}: runs a script when it is installed, and nobody looked at it`);
    if (!isKnownLicence(locked.license ?? ''))
      found.push(`${name}: licence ${locked.license ?? 'not given'}`);
  }
  return found;
}

/** An SPDX expression of our kinds: one of an `OR` is enough. @param {string} expression */
const isKnownLicence = (expression) =>
  expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => allowedLicences.has(licence.trim())));

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problems = findLockProblems(JSON.parse(await readFile(inRepository('package-lock.json'), 'utf8')));
  // Reported here; otherwise the compiler would report it for files that nobody has touched.
  if (!isInstalledAsLocked()) problems.push('node_modules is not as the lock file says: npm run setup');
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
