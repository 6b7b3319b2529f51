import { describe, expect, test } from 'vitest';
import { removeDebuggerSwitches, setHeapFlags } from '#electron/chromium-switches.ts';

function commandLine(...switches: string[]) {
  const left = new Set(switches);
  return {
    left,
    hasSwitch: (name: string) => left.has(name),
    removeSwitch: (name: string) => void left.delete(name),
  };
}

test('[security 6] the packaged app drops switches that open debugging or web security, and keeps the others', () => {
  const line = commandLine('remote-debugging-port', 'disable-web-security', 'user-data-dir');
  expect(removeDebuggerSwitches(line, true, undefined)).toEqual([
    'remote-debugging-port',
    'disable-web-security',
  ]);
  expect([...line.left]).toEqual(['user-data-dir']);
});

test('[security 6] the packaged app ignores certificate switches; journeys over HTTPS drive an unpackaged app', () => {
  const flags = ['ignore-certificate-errors', 'ignore-certificate-errors-spki-list'];
  expect(removeDebuggerSwitches(commandLine(...flags), true, undefined)).toEqual(flags);
  expect(removeDebuggerSwitches(commandLine(...flags), false, undefined)).toEqual([]);
});

test('[security 6] the packaged app ignores switches that grant the camera in place of the shell', () => {
  const flags = ['use-fake-ui-for-media-stream', 'auto-accept-camera-and-microphone-capture'];
  expect(removeDebuggerSwitches(commandLine(...flags), true, undefined)).toEqual(flags);
});

test('[security 6] in development, and where a debugger is in already, they stay', () => {
  const line = commandLine('remote-debugging-port');
  expect(removeDebuggerSwitches(line, false, undefined)).toEqual([]);
  expect(removeDebuggerSwitches(line, true, 'ws://127.0.0.1:9229/x')).toEqual([]);
  expect([...line.left]).toEqual(['remote-debugging-port']);
});

describe('[shell] the flags of JavaScript heaps', () => {
  test.each([[''], ['--expose-gc --min-semi-space-size=1']])(
    'those given as "%s" come last, and win',
    (given) => {
      const switches = new Map([['js-flags', given]]);
      setHeapFlags({
        getSwitchValue: (name) => switches.get(name) ?? '',
        appendSwitch: (name, value = '') => void switches.set(name, value),
        removeSwitch: (name) => void switches.delete(name),
      });
      expect(switches.get('js-flags')).toMatch(/^--heap-growing-percent=\d+ .*--min-semi-space-size=\d+/);
      expect(switches.get('js-flags')).toMatch(new RegExp(`[0-9a-z] ?${given}$`));
    },
  );
});
