import { once } from 'node:events';
import fs from 'node:fs';
import {
  ensureRecoveryKey,
  openDemoFolder,
  readTextIfPresent,
  seedDemonstration,
  startDemoServer,
  stopDemoServer,
} from './start/demo-server.mjs';
import { BuildProblem, printTopicLine, runCommand } from './support/build-problem.mjs';
import { endElectron, startElectron } from './support/electron-run.mjs';
import { onStopRequest, runProgram } from './support/run-program.mjs';

// `npm start [-- --empty] [-- --fresh]`: the field app, with a central API on loopback. Without an option it opens the
// demonstration programme, which stays in .demo/ between starts. `--empty` opens an empty programme in .demo-empty/;
// `--fresh` moves that one aside and begins it anew.

/**
 * @typedef {{ name: string, code: string }} Named
 * @typedef {{ enrol: Named[], administrators: Named[], advisers: Named[], consoleCode: string }} Seed
 */

/**
 * Fills the server on its first start; later it adds nothing. The codes are fresh each time, since they last an hour.
 * @param {import('./start/demo-server.mjs').DemoFolder} demoFolder
 * @param {{ empty: boolean }} wanted
 * @returns {Promise<Seed>}
 */
async function seedDemoServer(demoFolder, wanted) {
  return JSON.parse(await seedDemonstration(demoFolder.server, wanted));
}

/**
 * Runs until the app is closed or we are told to stop; then ends the remaining processes.
 * @param {import('./start/demo-server.mjs').DemoServer} demoServer
 * @param {import('node:child_process').ChildProcess} app
 */
async function runUntilClosed(demoServer, app) {
  let asked = false;
  const end = () => {
    asked = true;
    endElectron(app);
  };
  onStopRequest(end);
  demoServer.child.once('exit', () => {
    printTopicLine('start', 'the server has ended, so the app is closed');
    end();
  });
  const [code] = await once(app, 'exit');
  demoServer.child.removeAllListeners('exit');
  if (!asked && code !== 0) process.exitCode = 1;
}

const demonstrationLine =
  'this is the demonstration programme (.demo/); an empty one opens by: npm start -- --empty';
const emptyLine =
  'this is an empty programme (.demo-empty/); the demonstration opens by: npm start, and --fresh begins this one anew';
const firstStepsInDemonstration = [
  'in the window: write your name and a passphrase; the vault opens on your missions',
  'try: open a mission, an assessment and a dimension; a digit rates the question in focus',
  'try: open the workshop of a mission; a press on a cell of its attendance marks it',
  'try: switch on "Simulate no network" in the status bar, and go on',
];
const firstStepsInEmpty = [
  'in the window: write your name and a passphrase; the vault opens on the first mission',
  'begin: open the mission, then press New assessment or New workshop',
];

await runCommand('start', async () => {
  const fresh = process.argv.includes('--fresh');
  const empty = fresh || process.argv.includes('--empty');
  const built = await runProgram(
    process.execPath,
    ['build/build.mjs', 'electron', 'field', 'console', 'server'],
    {
      show: true,
    },
  );
  if (built.code !== 0) throw new BuildProblem('the build did not succeed');

  const demoFolder = openDemoFolder({ empty, fresh });
  printTopicLine('start', empty ? emptyLine : demonstrationLine);
  await ensureRecoveryKey(demoFolder.server, demoFolder.recovery);
  const demoServer = await startDemoServer(demoFolder.server, readTextIfPresent(demoFolder.portFile) ?? '0');
  try {
    fs.writeFileSync(demoFolder.portFile, new URL(demoServer.url).port);
    const { enrol, administrators, advisers, consoleCode } = await seedDemoServer(demoFolder, { empty });
    // By name: no browser takes a passkey for an address of numbers.
    const address = `${demoServer.url.replace('127.0.0.1', 'localhost')}/console/`;
    printTopicLine('start', `console: ${address}, sign in by a code, which works once:`);
    printTopicLine('start', `  ${consoleCode}  as the reviewer, who reads what the teams have sent`);
    for (const { name, code } of [...advisers, ...administrators])
      printTopicLine(
        'start',
        `  ${code}  as the ${name.toLowerCase()}, who is asked for a passkey or an authenticator app`,
      );
    printTopicLine(
      'start',
      `a recovery asks for a file and words of the recovery key: ${demoFolder.name}/recovery, words.json`,
    );
    for (const line of empty ? firstStepsInEmpty : firstStepsInDemonstration)
      printTopicLine('start', `  ${line}`);
    const app = startElectron('start', [
      '--log-level=3', // Chromium's complaints about a bus or a graphics card that is not there
      `--user-data-dir=${demoFolder.laptop}`,
      '--demonstration',
      `--enrol-url=${demoServer.url}`,
      `--enrol-code=${enrol[0]?.code ?? ''}`,
    ]);
    await runUntilClosed(demoServer, app);
  } finally {
    await stopDemoServer(demoServer);
  }
});
