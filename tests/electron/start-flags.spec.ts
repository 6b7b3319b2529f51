import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readStartFlags } from '#electron/start-flags.ts';
import { type AppMenuCommand, appMenuTemplate } from '#electron/window/app-menu.ts';
import { isAppAddress, isAppPage } from '#electron/window/app-protocol.ts';
import { openPreferencesFile } from '#electron/window/laptop-settings.ts';
import { safeFileName } from '#electron/window/save-proposed-file.ts';
import { shellLabelsByLanguage, shellLanguageOf } from '#electron/window/shell-labels.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

describe('[shell] the command line', () => {
  test.each([
    [['--enrol-url=http://127.0.0.1:1', '--enrol-code=A-B']],
    [['--enrol-url', 'http://127.0.0.1:1', '--enrol-code', 'A-B']],
  ])('%j is an offer', (argv) => {
    expect(readStartFlags(['electron', '.', ...argv]).offer).toEqual({
      url: 'http://127.0.0.1:1',
      code: 'A-B',
    });
  });

  test.each([
    [['--enrol-url=http://127.0.0.1:1']],
    [['--enrol-url', '--enrol-code=A-B']],
    [['--enrol-url=', '--enrol-code=A']],
  ])('%j is none', (argv) => {
    expect(readStartFlags(argv).offer).toBeNull();
  });

  test('the switch that simulates no network comes with a demonstration only', () => {
    expect([readStartFlags([]).isDemonstration, readStartFlags(['--demonstration']).isDemonstration]).toEqual(
      [false, true],
    );
  });

  test('crash dumps hold memory and are kept only when asked for', () => {
    expect([
      readStartFlags([]).keepCrashDumps,
      readStartFlags(['--keep-crash-dumps']).keepCrashDumps,
    ]).toEqual([false, true]);
  });
});

describe('[shell] addresses', () => {
  test('only the page itself is the page', () => {
    expect(
      [
        'app://fieldbook/index.html',
        'app://fieldbook/index.html#/missions',
        'app://fieldbook/index.html?a',
      ].every(isAppPage),
    ).toBe(true);
    const others = [
      'app://fieldbook/problem.html',
      'app://fieldbook.x/index.html',
      'https://x/app://fieldbook/index.html',
      '',
    ];
    expect(others.some(isAppPage)).toBe(false);
  });

  test('only our own origin is ours', () => {
    expect(['app://fieldbook', 'app://fieldbook/a.js'].every(isAppAddress)).toBe(true);
    expect(['app://fieldbook.x/a.js', 'http://fieldbook/', 'file:///a'].some(isAppAddress)).toBe(false);
  });
});

describe('[shell] texts of the shell', () => {
  test.each([
    ['fr-CA', 'fr'],
    ['ar', 'ar'],
    ['AR_EG', 'ar'],
    ['de', 'en'],
    ['', 'en'],
  ])('the words for %s are %s', (locale, language) => {
    expect(shellLanguageOf(locale)).toBe(language);
  });

  test.each(['linux', 'win32', 'darwin'] as const)('the menu of %s reaches every command', (platform) => {
    const chosenCommands: AppMenuCommand[] = [];
    const menu = appMenuTemplate({
      words: shellLabelsByLanguage.en,
      platform,
      isPackaged: true,
      lock: () => undefined,
      choose: (c) => chosenCommands.push(c),
    });
    const items = menu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    // The menu only needs the click; Electron's own arguments are not used.
    for (const { click } of items) (click as undefined | (() => void))?.();
    expect(chosenCommands.sort()).toEqual(['search', 'settings', 'shortcuts', 'sync']);
    expect(items.map(({ role }) => role)).not.toContain('toggleDevTools');
    expect(items.map(({ role }) => role)).toContain('quit');
  });

  test.each([
    ['report.csv', 'report.csv'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['a\u0000b:c', 'a-b-c'],
    ['  ', 'fieldbook.txt'],
  ])('a file that is offered as %j is called %j', (offered, name) => {
    expect(safeFileName(offered)).toBe(name);
  });

  test('preferences are stored, and an unreadable file counts as never chosen', () => {
    const file = path.join(temporaryFolder('preferences'), 'preferences.json');
    const preferences = { language: 'fr', theme: 'dark', textSize: 120 };
    openPreferencesFile(file).write(preferences);
    expect(openPreferencesFile(file).read()).toEqual(preferences);
    fs.writeFileSync(file, '{');
    expect(openPreferencesFile(file).read()).toBeNull();
  });
});
