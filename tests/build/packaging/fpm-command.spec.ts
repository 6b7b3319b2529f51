import { expect, test } from 'vitest';
import { createControlFile, readFpmCommand } from '#build/packaging/fpm-command.mjs';

const asked = {
  values: {
    type: 'deb',
    name: 'fieldbook',
    version: '1.2.3',
    architecture: 'amd64',
    maintainer: 'Someone <someone@example.org>',
    depends: ['libgtk-3-0', 'libnss3'],
    description: '\n Notes for the field\n  second line',
    'deb-compression': 'gz',
    'after-install': '/tmp/after-install',
    package: 'out.deb',
  },
  positionals: ['build/app/=/opt/Fieldbook', 'icon=1.png=/usr/share/icons/fieldbook.png'],
};

test('a package is described as Debian wants it', () => {
  expect(createControlFile(readFpmCommand(asked), 2048)).toBe(
    [
      'Package: fieldbook',
      'Version: 1.2.3',
      'Architecture: amd64',
      'Maintainer: Someone <someone@example.org>',
      'Depends: libgtk-3-0, libnss3',
      'Section: misc',
      'Priority: optional',
      'Installed-Size: 2048',
      'Description: Notes for the field',
      ' second line',
      '',
    ].join('\n'),
  );
});

test('files go where the caller says, also when a name holds an equals sign', () => {
  expect(readFpmCommand(asked).files).toEqual([
    { from: 'build/app/', to: '/opt/Fieldbook' },
    { from: 'icon=1.png', to: '/usr/share/icons/fieldbook.png' },
  ]);
});

test('an unsupported package type is refused', () => {
  expect(() => readFpmCommand({ values: { type: 'rpm' }, positionals: [] })).toThrow('.deb only');
});
