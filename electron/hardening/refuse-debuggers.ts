/** As much of Electron's command line as is needed here. */
interface CommandLine {
  hasSwitch(name: string): boolean;
  removeSwitch(name: string): void;
}

/** Flags that open the app to a debugger, or that would take a wall away. None of them is needed to work with it. */
export const refusedFlags: readonly string[] = [
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

/**
 * Takes those flags away before Chromium reads them, which it does when the main module has been loaded. Not in
 * development, and not where a debugger of Node is in the main process already: its fuse is off in what we ship, so
 * that only a changed copy, such as the one that tests drive, can get so far.
 */
export function refuseDebuggers(
  commandLine: CommandLine,
  isPackaged: boolean,
  inspectorUrl: string | undefined,
): readonly string[] {
  if (!isPackaged || inspectorUrl !== undefined) return [];
  const found = refusedFlags.filter((name) => commandLine.hasSwitch(name));
  for (const name of found) commandLine.removeSwitch(name);
  return found;
}
