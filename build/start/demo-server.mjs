import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { inRepository, repositoryRoot } from '../repository.mjs';
import { BuildProblem, printTopicLine } from '../support/build-problem.mjs';
import { runProgram } from '../support/run-program.mjs';

/**
 * Folders of the server's and the laptop's data between runs of `npm start`.
 * @typedef {object} DemoFolder
 * @property {string} name of the folder, in the repository
 * @property {string} server
 * @property {string} laptop
 * @property {string} recovery files and words of headquarters' recovery key, together as nobody would keep them
 * @property {string} portFile the server's port, kept so that the enrolled laptop finds it again
 */

/**
 * @param {{ empty: boolean, fresh: boolean }} wanted `empty`: the empty programme beside the demonstration; `fresh`
 * moves its earlier data aside, and nothing is ever deleted
 * @returns {DemoFolder}
 */
export function openDemoFolder({ empty, fresh }) {
  const folder = inRepository(empty ? '.demo-empty' : '.demo');
  if (fresh && fs.existsSync(folder)) {
    const aside = `${folder}-${new Date().toISOString().replace(/[:.]/g, '-')}`;
    fs.renameSync(folder, aside);
    printTopicLine('start', `the earlier data is kept in ${path.basename(aside)}`);
  }
  fs.mkdirSync(folder, { recursive: true });
  return {
    name: path.basename(folder),
    server: path.join(folder, 'server'),
    laptop: path.join(folder, 'laptop'),
    recovery: path.join(folder, 'recovery'),
    portFile: path.join(folder, 'port'),
  };
}

/**
 * The text of a file, or null where there is none yet.
 * @param {string} file
 */
export function readTextIfPresent(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : null;
}

const serverProgram = inRepository('dist', 'server', 'main.js');
const startTimeoutMs = 30_000;

/**
 * @typedef {object} DemoServer
 * @property {string} url
 * @property {import('node:child_process').ChildProcess} child
 */

/**
 * Starts the central API on loopback and waits for its line with the address. Other lines are passed on.
 * @param {string} dataFolder
 * @param {string} port "0" lets the system choose
 * @returns {Promise<DemoServer>}
 */
export async function startDemoServer(dataFolder, port) {
  const child = spawn(process.execPath, [serverProgram, '--port', port, '--data', dataFolder], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // Ctrl-C must reach the app first: it still sends to the server
  });
  const stop = new AbortController();
  const ended = once(child, 'exit', stop).then(() => fail('ended before it listened, see above'));
  const tooLong = sleep(startTimeoutMs, undefined, stop).then(() =>
    fail('did not say in time where it listens'),
  );
  child.stderr.pipe(process.stderr, { end: false });
  const line = readLineMatching(child.stdout, process.stdout, /^listening (http:\/\/127\.0\.0\.1:\d+)$/);
  try {
    return { url: await Promise.race([line, ended, tooLong]), child };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    stop.abort();
    await Promise.allSettled([ended, tooLong]);
  }

  /** @param {string} reason @returns {never} */
  function fail(reason) {
    throw new BuildProblem(`the server ${reason} (port ${port}; \`npm start -- --fresh\` begins anew)`);
  }
}

/**
 * Returns the matched part of the first matching line; all other lines, also later ones, are passed on.
 * @param {import('node:stream').Readable} input
 * @param {NodeJS.WriteStream} output
 * @param {RegExp} pattern
 * @returns {Promise<string>}
 */
function readLineMatching(input, output, pattern) {
  return new Promise((resolve) => {
    readline.createInterface({ input }).on('line', (line) => {
      const found = pattern.exec(line)?.[1];
      if (found === undefined) output.write(`${line}\n`);
      else resolve(found);
    });
  });
}

/**
 * Asks the server to end, and waits until it has.
 * @param {Pick<DemoServer, 'child'>} server
 */
export function stopDemoServer({ child }) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const kill = setTimeout(() => child.kill('SIGKILL'), 5_000);
    child.once('exit', () => {
      clearTimeout(kill);
      resolve(undefined);
    });
    child.kill('SIGTERM');
  });
}

/**
 * Makes headquarters' recovery key for the demonstration before the server starts, once. The words of its
 * holders are beside its files, as nobody would keep them.
 * @param {string} dataFolder
 * @param {string} recoveryFolder
 * @returns {Promise<void>}
 */
export async function ensureRecoveryKey(dataFolder, recoveryFolder) {
  const data = ['--data', dataFolder];
  if (!fs.existsSync(recoveryFolder)) {
    // A store of an earlier version has the key in it.
    const make = ['recovery-key', '--out', recoveryFolder];
    const old = await runServerAdmin([...make, '--from-store', ...data]);
    const made = old.code === 0 ? old : await runServerAdmin(make);
    if (made.code !== 0) throw new BuildProblem(`the recovery key could not be made:\n${made.output}`);
    fs.writeFileSync(path.join(recoveryFolder, 'words.json'), made.output, { mode: 0o600 });
  }
  const statement = path.join(recoveryFolder, 'statement.json');
  const stated = await runServerAdmin(['use-recovery-key', '--statement', statement, ...data]);
  if (stated.code !== 0) throw new BuildProblem(`the recovery key could not be stated:\n${stated.output}`);
}

/** @param {readonly string[]} args */
const runServerAdmin = (args) => runProgram(process.execPath, [serverProgram, 'admin', ...args]);

/**
 * Fills a running server: the demonstration programme, or one person in an empty programme.
 * @param {string} dataFolder
 * @param {{ empty: boolean }} wanted
 * @returns {Promise<string>} its answer, one JSON object
 */
export async function seedDemonstration(dataFolder, { empty }) {
  const args = [serverProgram, 'seed-demo', '--data', dataFolder, ...(empty ? ['--empty'] : [])];
  const { code, output } = await runProgram(process.execPath, args);
  const answer = output.trim().split('\n').at(-1) ?? '';
  if (code !== 0 || !answer.startsWith('{'))
    throw new BuildProblem(`the server could not be filled:\n${output}`);
  return answer;
}
