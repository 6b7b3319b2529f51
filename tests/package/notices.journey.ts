import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { productionPackagesOf } from '#build/packaging/third-party-notices.mjs';
import { packagedProgram } from './packaged-app.ts';

const repository = path.resolve(import.meta.dirname, '../..');
const lock = JSON.parse(readFileSync(path.join(repository, 'package-lock.json'), 'utf8'));
const ids = productionPackagesOf(lock).map(({ id }) => id);

const BillOfMaterials = z.object({
  bomFormat: z.literal('CycloneDX'),
  metadata: z.object({ component: z.object({ name: z.literal('fieldbook') }) }),
  components: z.array(z.object({ 'bom-ref': z.string(), purl: z.string().startsWith('pkg:npm/') })),
});

for (const [where, folder] of [
  ['in the package', path.join(path.dirname(packagedProgram), 'resources')],
  ['beside the installers', path.join(repository, 'dist/release')],
] as const) {
  test(`the third-party notices ${where} name every production dependency of the lock file`, () => {
    const notices = readFileSync(path.join(folder, 'third-party-notices.txt'), 'utf8');
    expect(ids.length).toBeGreaterThan(200);
    expect(ids.filter((id) => !notices.includes(`\n${id} (`))).toEqual([]);
  });

  test(`the bill of materials ${where} holds every production dependency of the lock file, and Electron`, () => {
    const bill = BillOfMaterials.parse(JSON.parse(readFileSync(path.join(folder, 'sbom.cdx.json'), 'utf8')));
    const held = new Set(bill.components.map((component) => component['bom-ref']));
    expect(ids.filter((id) => !held.has(id))).toEqual([]);
    expect([...held].filter((id) => !ids.includes(id))).toEqual([expect.stringMatching(/^electron@\d+\./)]);
  });
}
