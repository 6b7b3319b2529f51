import { beforeEach, expect, test, vi } from 'vitest';
import { withVirtualDisplay } from '#build/support/electron-run.mjs';

beforeEach(() => {
  vi.stubEnv('DISPLAY', undefined);
  vi.stubEnv('WAYLAND_DISPLAY', undefined);
  return () => vi.unstubAllEnvs();
});

test.runIf(process.platform === 'linux')('a virtual display stays when its last window closes', () => {
  const { program, args } = withVirtualDisplay('test', 'electron', ['.']);
  expect([program, args.at(-2), args.at(-1)]).toEqual(['xvfb-run', 'electron', '.']);
  expect(args[args.indexOf('-s') + 1]?.split(' ')).toContain('-noreset');
});
