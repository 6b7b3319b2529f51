import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { repositoryRoot } from '../repository.mjs';
import { describeRuntime, electronInUse } from '../setup/electron-runtime.mjs';
import { hasWindowDisplay } from '../setup/system-packages.mjs';
import { printTopicLine } from './build-problem.mjs';

/**
 * Returns a command line with a screen: the command itself, or the same under a virtual display where there
 * is none. A line tells of the display.
 * @param {string} topic the command that prints
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {{ program: string, args: readonly string[] }}
 */
export function withVirtualDisplay(topic, program, args) {
  if (process.platform !== 'linux' || hasWindowDisplay()) return { program, args };
  printTopicLine(topic, 'no display here: the windows open on a virtual one (xvfb)');
  return { program: 'xvfb-run', args: ['-a', '-s', virtualScreen, program, ...args] };
}

/**
 * Options of the virtual display. Without `-noreset` it begins anew when its last window closes, and refuses or drops
 * each app that starts at that moment.
 */
const virtualScreen = '-screen 0 1280x900x24 -noreset';

/**
 * Flags that Chromium needs here: as root its sandbox cannot start, everyone else keeps it.
 * @returns {readonly string[]}
 */
export const electronSandboxFlags = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/**
 * Starts the app in dist/ with the Electron of the set-up, and prints which one that is.
 * @param {string} topic
 * @param {readonly string[]} args the app's own arguments
 * @returns {import('node:child_process').ChildProcess} leads its own process group on Linux and macOS
 */
export function startElectron(topic, args) {
  const electronRuntime = electronInUse();
  printTopicLine(topic, describeRuntime(electronRuntime));
  const command = withVirtualDisplay(topic, electronRuntime.executable, [
    ...electronSandboxFlags(),
    repositoryRoot,
    ...args,
  ]);
  return spawn(command.program, command.args, {
    cwd: repositoryRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  });
}

/**
 * Asks an app of startElectron to end. Only its main process gets the signal, so that it can save typing and
 * close its windows in order. The virtual display ends after it.
 * @param {import('node:child_process').ChildProcess} child
 */
export function endElectron(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const underDisplay =
    child.spawnfile === 'xvfb-run' ? childProcessesOf(child.pid).find(isElectronProcess) : child.pid;
  process.kill(underDisplay ?? -child.pid, 'SIGTERM');
}

/** @param {number} pid */
function childProcessesOf(pid) {
  const list = `/proc/${pid}/task/${pid}/children`;
  return fs.existsSync(list) ? fs.readFileSync(list, 'utf8').trim().split(' ').map(Number) : [];
}

/** @param {number} pid */
const isElectronProcess = (pid) => fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'electron';
