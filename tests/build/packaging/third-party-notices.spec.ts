import { describe, expect, test } from 'vitest';
import {
  licenceTextOf,
  productionPackagesOf,
  productPartOf,
  thirdPartyNoticesOf,
} from '#build/packaging/third-party-notices.mjs';
import { readSource } from '#tests/support/repository/source-files.ts';

const used = { version: '1.0.0', license: 'MIT' };
const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/zed': used,
    'node_modules/@of/one': used,
    'node_modules/zed/node_modules/@of/one': { ...used, version: '2.0.0' },
    'node_modules/other/node_modules/zed': used,
    'node_modules/tool': { ...used, dev: true },
    'node_modules/rare-tool': { ...used, devOptional: true },
  },
};
const packages = productionPackagesOf(lock);

test('the product may contain every locked package but those of development, each version once', () => {
  expect(packages.map(({ id }) => id)).toEqual(['@of/one@1.0.0', '@of/one@2.0.0', 'zed@1.0.0']);
});

test('the notices name every package with its licence and the text of it', () => {
  const notices = thirdPartyNoticesOf(packages, ({ id }) => `text of ${id}`);
  for (const { id } of packages) expect(notices).toContain(`${id} (MIT)\n\ntext of ${id}\n`);
});

describe('the text of a licence', () => {
  const all = productionPackagesOf(JSON.parse(readSource('package-lock.json')));
  const textOf = (name: string) => {
    const foundProductionPackage = all.find((productionPackage) => productionPackage.name === name);
    return foundProductionPackage && licenceTextOf(foundProductionPackage);
  };

  test('is that of the licence file of the package', () => {
    expect(textOf('zod')).toMatch(/^MIT License/);
    expect(textOf('@fontsource-variable/noto-sans')).toContain('SIL OPEN FONT LICENSE');
  });

  test('is that of the README where the package has no licence file', () => {
    expect(textOf('pg-types')).toMatch(/Copyright \(c\) 2014 Brian M\. Carlson/);
  });

  test('is replaced by the author and the licence where the package brings none', () => {
    expect(textOf('saxes')).toMatch(/^By Louis-Dominique Dubeau .*, under ISC /);
  });
});

test('the bill of materials holds product packages and the runtime, and is equal across runs', () => {
  const whole = {
    bomFormat: 'CycloneDX',
    serialNumber: 'urn:uuid:00000000-0000-4000-8000-000000000000',
    metadata: {
      timestamp: '2026-11-28T00:00:00Z',
      component: { 'bom-ref': 'fieldbook@0.1.0', type: 'library', name: 'some-folder' },
    },
    components: [{ 'bom-ref': 'zed@1.0.0' }, { 'bom-ref': 'tool@1.0.0' }],
    dependencies: [
      { ref: 'fieldbook@0.1.0', dependsOn: ['zed@1.0.0', 'tool@1.0.0'] },
      { ref: 'zed@1.0.0', dependsOn: [] },
      { ref: 'tool@1.0.0', dependsOn: ['zed@1.0.0'] },
    ],
  };
  expect(productPartOf(whole, packages, '45.4.1')).toEqual({
    bomFormat: 'CycloneDX',
    metadata: { component: { 'bom-ref': 'fieldbook@0.1.0', type: 'application', name: 'fieldbook' } },
    components: [
      { 'bom-ref': 'zed@1.0.0' },
      expect.objectContaining({ 'bom-ref': 'electron@45.4.1', purl: 'pkg:npm/electron@45.4.1' }),
    ],
    dependencies: [
      { ref: 'fieldbook@0.1.0', dependsOn: ['zed@1.0.0', 'electron@45.4.1'] },
      { ref: 'zed@1.0.0', dependsOn: [] },
      { ref: 'electron@45.4.1', dependsOn: [] },
    ],
  });
});
