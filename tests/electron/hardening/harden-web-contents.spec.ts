import { expect, test } from 'vitest';
import { removeDebuggerSwitches } from '#electron/hardening/harden-web-contents.ts';

function commandLine(...switches: string[]) {
  const left = new Set(switches);
  return {
    left,
    hasSwitch: (name: string) => left.has(name),
    removeSwitch: (name: string) => void left.delete(name),
  };
}

test('[security 6] what we ship forgets flags that open it, and keeps the others', () => {
  const line = commandLine('remote-debugging-port', 'disable-web-security', 'user-data-dir');
  expect(removeDebuggerSwitches(line, true, undefined)).toEqual([
    'remote-debugging-port',
    'disable-web-security',
  ]);
  expect([...line.left]).toEqual(['user-data-dir']);
});

test('[security 6] what ships takes no certificate because a flag says so; journeys over HTTPS drive an unpackaged app', () => {
  const flags = ['ignore-certificate-errors', 'ignore-certificate-errors-spki-list'];
  expect(removeDebuggerSwitches(commandLine(...flags), true, undefined)).toEqual(flags);
  expect(removeDebuggerSwitches(commandLine(...flags), false, undefined)).toEqual([]);
});

test('[security 6] what ships does not turn the camera on because a flag says yes in the place of the shell', () => {
  const flags = ['use-fake-ui-for-media-stream', 'auto-accept-camera-and-microphone-capture'];
  expect(removeDebuggerSwitches(commandLine(...flags), true, undefined)).toEqual(flags);
});

test('[security 6] in development, and where a debugger is in already, they stay', () => {
  const line = commandLine('remote-debugging-port');
  expect(removeDebuggerSwitches(line, false, undefined)).toEqual([]);
  expect(removeDebuggerSwitches(line, true, 'ws://127.0.0.1:9229/x')).toEqual([]);
  expect([...line.left]).toEqual(['remote-debugging-port']);
});
