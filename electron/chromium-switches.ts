import type { CommandLine } from 'electron';

/**
 * Remove the refused switches before Chromium reads them, which is after the main module has loaded. Development keeps them,
 * and so does a main process with a Node debugger. Shipped builds have that debugger's fuse off, so only a modified
 * copy, such as the tests', has one.
 */
export function removeDebuggerSwitches(
  commandLine: Pick<CommandLine, 'hasSwitch' | 'removeSwitch'>,
  isPackaged: boolean,
  inspectorUrl: string | undefined,
): readonly string[] {
  if (!isPackaged || inspectorUrl !== undefined) return [];
  const found = refusedSwitches.filter((name) => commandLine.hasSwitch(name));
  for (const name of found) commandLine.removeSwitch(name);
  return found;
}

/** Switches that attach a debugger or remove a protection. The app needs none of them. */
const refusedSwitches: readonly string[] = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'auto-open-devtools-for-tabs',
  'js-flags',
  'disable-web-security',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'unsafely-treat-insecure-origin-as-secure',
  'use-fake-ui-for-media-stream',
  'auto-accept-camera-and-microphone-capture',
  'allow-file-access-from-files',
  'enable-logging',
  'log-file',
  'log-net-log',
  'net-log-capture-mode',
];

/** Tell Chromium the size of JavaScript heaps. Must be called before `ready`. Flags of the command line come last and win. */
export function setHeapFlags(
  commandLine: Pick<CommandLine, 'getSwitchValue' | 'appendSwitch' | 'removeSwitch'>,
): void {
  const given = commandLine.getSwitchValue('js-flags');
  commandLine.removeSwitch('js-flags');
  commandLine.appendSwitch('js-flags', [...heapFlags, given].join(' ').trim());
}

/**
 * Flags of V8 for pages and their workers. The engine's own choice keeps the heap of a quiet page small. It is
 * then collected every few answers, for up to 30 ms each (docs/decisions/0030-speed-of-the-questionnaire.md).
 */
const heapFlags: readonly string[] = [
  // The heap may grow to three times the size of the live objects before it is collected.
  '--heap-growing-percent=200',
  '--no-memory-reducer',
  // In MB. Most objects of a response then die before they are copied.
  '--min-semi-space-size=4',
];
