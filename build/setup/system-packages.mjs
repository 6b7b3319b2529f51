import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { BuildProblem, printTopicLine } from '../support/build-problem.mjs';

/**
 * On Linux: installs system packages for the runtime and the wanted commands, when we are root and there is
 * apt. Otherwise throws a BuildProblem with the exact command. Elsewhere nothing is needed.
 * @param {string} electronPath
 * @param {{ test: boolean, package: boolean }} wanted
 */
export function ensureSystemPackages(electronPath, wanted) {
  if (process.platform !== 'linux') return;
  const missing = missingPackages(electronPath, wanted);
  if (missing.length === 0) return;

  if (process.getuid?.() !== 0 || !hasCommand('apt-get')) {
    throw new BuildProblem(`system packages are missing. Install them, then run the command again:
  sudo apt-get update && sudo apt-get install --no-install-recommends -y ${missing.join(' ')}`);
  }
  printTopicLine('setup', `installing system packages: ${missing.join(' ')}`);
  runApt(['update']);
  runApt(['install', '--no-install-recommends', '-y', ...missing]);
}

/**
 * Returns the path of a program with this name on the PATH, if there is one.
 * @param {string} name
 */
export function findCommand(name) {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
}

/** @param {string} name */
const hasCommand = (name) => findCommand(name) !== undefined;

/** Whether there is a screen for windows. */
export function hasWindowDisplay() {
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/**
 * @param {string} electronPath
 * @param {{ test: boolean, package: boolean }} wanted
 */
function missingPackages(electronPath, wanted) {
  const missing = hasMissingLibraries(electronPath)
    ? ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2'].map(availablePackageOf)
    : [];
  if (!hasWindowDisplay() && !hasCommand('xvfb-run')) missing.push('xvfb');
  if (!hasWindowDisplay() && !hasCommand('xauth')) missing.push('xauth');
  if (wanted.test && !process.env['CHROMIUM'] && !hasCommand('chromium')) missing.push('chromium');
  if (wanted.test && !hasCommand('gnome-keyring-daemon')) missing.push('gnome-keyring', 'libsecret-1-0');
  if (wanted.test && !hasCommand('dbus-run-session')) missing.push('dbus');
  if (wanted.test && !hasPostgresServer()) missing.push('postgresql');
  // Only administrators have its folder on the PATH.
  if (wanted.test && !hasCommand('nginx') && !fs.existsSync('/usr/sbin/nginx')) missing.push('nginx');
  // The foreign program of the tests, with SQLite's own module and locks of files.
  if (wanted.test && !hasCommand('python3')) missing.push('python3');
  // Power cuts are simulated on a file system of their own, which only root may mount.
  if (
    wanted.test &&
    process.getuid?.() === 0 &&
    !hasCommand('mkfs.ext4') &&
    !fs.existsSync('/usr/sbin/mkfs.ext4')
  )
    missing.push('e2fsprogs');
  if (wanted.package && !hasCommand('7za')) missing.push('7zip');
  if (wanted.package && !hasCommand('dpkg-deb')) missing.push('dpkg-dev');
  return missing;
}

/** @param {string} electronPath */
function hasMissingLibraries(electronPath) {
  const answer = spawnSync('ldd', [electronPath], { encoding: 'utf8' });
  return answer.stdout?.includes('not found') ?? false;
}

/**
 * Debian 13 and Ubuntu 24.04 renamed some libraries for 64-bit time.
 * @param {string} name
 */
function availablePackageOf(name) {
  const renamed = `${name}t64`;
  const known = spawnSync('apt-cache', ['show', renamed], { encoding: 'utf8' });
  return known.status === 0 && known.stdout.includes(`Package: ${renamed}`) ? renamed : name;
}

function hasPostgresServer() {
  if (hasCommand('postgres')) return true;
  const debianFolder = '/usr/lib/postgresql';
  if (!fs.existsSync(debianFolder)) return false;
  return fs
    .readdirSync(debianFolder)
    .some((version) => fs.existsSync(path.join(debianFolder, version, 'bin', 'postgres')));
}

/** @param {readonly string[]} args */
function runApt(args) {
  const result = spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    encoding: 'utf8',
  });
  if (result.status === 0) return;
  process.stderr.write(`${result.stdout}${result.stderr}`);
  throw new BuildProblem(`apt-get ${args.join(' ')} did not succeed (see above).`);
}
