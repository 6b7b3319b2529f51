import { Suspense } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { createLazyScreen } from '#renderer/console/app/route-screen.tsx';
import { responses } from '#tests/support/screen/fake-headquarters.ts';
import { mount } from '#tests/support/screen/mount.tsx';
import { openConsole } from '#tests/support/screen/open-console.tsx';
import { me, mission, paths } from '#tests/support/screen/sample-console-answers.ts';

const heading = (name: string) => page.getByRole('heading', { level: 1, name });

beforeEach(() => history.replaceState(null, '', '#/devices'));
afterEach(() => vi.unstubAllGlobals());

test('a page asks for its own content before the lists of the rail', async () => {
  const { asked } = await openConsole({
    [paths.me]: responses(me),
    [paths.devices]: responses({ devices: [] }),
    [paths.missions]: responses({ missions: [mission] }),
  });
  await expect.element(heading('Devices')).toBeVisible();
  await expect.poll(asked).toContain(paths.missions);
  const places = [paths.devices, paths.missions].map((path) => asked().indexOf(path));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('the focus follows to a screen whose file comes late', async () => {
  await openConsole({
    [paths.me]: responses(me),
    [paths.devices]: responses({ devices: [] }),
    [paths.missions]: responses({ missions: [mission] }),
  });
  await expect.element(heading('Devices')).toBeVisible();
  location.hash = '#/security';
  await expect.element(heading('Security')).toBeVisible();
  await expect.element(page.getByRole('main')).toHaveFocus();
});

test('a screen whose file the server no longer has asks the person to reload', async () => {
  const report = vi.fn<typeof reportError>();
  vi.stubGlobal('reportError', report);
  const gone = new TypeError('Failed to fetch dynamically imported module');
  const Gone = createLazyScreen(() => Promise.reject(gone));
  await mount(
    <Suspense>
      <Gone />
    </Suspense>,
  );
  await expect.element(page.getByText(/^Reload the page/u)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  expect(report).toHaveBeenCalledWith(gone);
});

test('a screen loaded ahead is there without a wait, also after a failure', async () => {
  let isThere = false;
  const Late = createLazyScreen(async () => {
    if (!isThere) throw new TypeError('Failed to fetch');
    return () => <h1>Late</h1>;
  });
  await expect(Late.load()).rejects.toThrow();
  isThere = true;
  await Late.load();
  await mount(<Late />);
  await expect.element(heading('Late')).toBeVisible();
});
