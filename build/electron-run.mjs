import { spawn } from 'node:child_process';
import { describe, electronInUse } from './setup/electron-runtime.mjs';
import { hasDisplay } from './setup/system-packages.mjs';
import { say } from './problem.mjs';
import { repositoryRoot } from './repository.mjs';

/**
 * A command line that has a screen to draw on: the command itself, or the same under a virtual display where
 * there is none, which is said.
 * @param {string} topic the command that speaks
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {{ program: string, args: readonly string[] }}
 */
export function withDisplay(topic, program, args) {
  if (process.platform !== 'linux' || hasDisplay()) return { program, args };
  say(topic, 'no display here: the windows open on a virtual one (xvfb)');
  return { program: 'xvfb-run', args: ['-a', '-s', '-screen 0 1280x900x24', program, ...args] };
}

/**
 * Flags that Chromium needs here: as root its sandbox cannot start, everyone else keeps it.
 * @returns {readonly string[]}
 */
export const sandboxFlags = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/**
 * Starts the app in dist/ with the Electron that set-up found, and says which one that is.
 * @param {string} topic
 * @param {readonly string[]} args the app's own arguments
 * @returns {import('node:child_process').ChildProcess} leads its own process group on Linux and macOS
 */
export function startElectron(topic, args) {
  const runtime = electronInUse();
  say(topic, describe(runtime));
  const command = withDisplay(topic, runtime.executable, [...sandboxFlags(), repositoryRoot, ...args]);
  return spawn(command.program, command.args, {
    cwd: repositoryRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  });
}

/**
 * Asks a process that startElectron made, and all it has started, to end.
 * @param {import('node:child_process').ChildProcess} child
 */
export function endGroup(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32') child.kill();
  else process.kill(-child.pid, 'SIGTERM');
}
