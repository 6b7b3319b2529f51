import { spawn } from 'node:child_process';
import readline from 'node:readline';
import { Problem } from '../problem.mjs';
import { inRepository, repositoryRoot } from '../repository.mjs';
import { runProgram } from '../run-program.mjs';

const program = inRepository('dist', 'server', 'main.js');
const startMs = 30_000;

/**
 * @typedef {object} DemoServer
 * @property {string} url
 * @property {import('node:child_process').ChildProcess} child
 */

/**
 * Starts the central API on loopback and waits for the line that says where it listens. Other lines that it prints
 * are passed on.
 * @param {string} dataFolder
 * @param {string} port "0" lets the system choose
 * @returns {Promise<DemoServer>}
 */
export function startServer(dataFolder, port) {
  const child = spawn(process.execPath, [program, '--port', port, '--data', dataFolder], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true, // Ctrl-C must reach the app first: it still has to speak to the server
  });
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ reason) => {
      child.kill('SIGKILL');
      reject(new Problem(`the server ${reason} (port ${port}; \`npm start -- --fresh\` begins anew)`));
    };
    const tooLong = setTimeout(() => fail('did not say within 30 s where it listens'), startMs);
    child.once('error', reject);
    child.once('exit', () => fail('ended before it listened, see above'));

    readline.createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /^listening (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
      if (url === undefined) {
        console.log(line);
        return;
      }
      clearTimeout(tooLong);
      child.removeAllListeners('exit');
      resolve({ url, child });
    });
  });
}

/**
 * Asks the server to end, and waits until it has.
 * @param {DemoServer} server
 */
export function stopServer({ child }) {
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
 * Fills a running server: the demonstration programme, or one person in an empty programme.
 * @param {string} dataFolder
 * @param {{ empty: boolean }} wanted
 * @returns {Promise<string>} its answer, one JSON object
 */
export async function seedServer(dataFolder, { empty }) {
  const args = [program, 'seed-demo', '--data', dataFolder, ...(empty ? ['--empty'] : [])];
  const { code, output } = await runProgram(process.execPath, args);
  const answer = output.trim().split('\n').at(-1) ?? '';
  if (code !== 0 || !answer.startsWith('{')) throw new Problem(`the server could not be filled:\n${output}`);
  return answer;
}
