import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { folderOrders } from '#build/layers/folder-order.mjs';
import { layers } from '#build/layers/layer-table.mjs';
import { repositoryRoot } from '#tests/support/repository/source-files.ts';
import { type Finding, lintPlanted } from './planted-lint.ts';

/** Row of the table, importing file, imported file. */
type Case = readonly [layer: string, file: string, specifier: string];

const wrong: readonly Case[] = [
  ['base', 'base/a.ts', '#domain/ids.ts'],
  ['forms', 'forms/a.ts', '#domain/ids.ts'],
  ['api', 'api/a.ts', '#server/log/append.ts'],
  ['domain', 'domain/a.ts', '#sync/client/x.ts'],
  ['domain', 'domain/b.ts', 'node:fs'],
  ['domain', 'domain/c.ts', 'dexie'],
  ['domain', 'domain/d.ts', '../server/x.ts'],
  ['report texts', 'domain/report/a-text-key.ts', '#renderer/i18n/message-translator.ts'],
  ['sync/protocol', 'sync/protocol/a.ts', '#sync/server/x.ts'],
  ['sync/recovery', 'sync/recovery/a.ts', '#sync/client/x.ts'],
  ['sync/seal', 'sync/seal/a.ts', '#sync/client/x.ts'],
  ['sync/client', 'sync/client/a.ts', '#sync/server/judge.ts'],
  ['sync/client', 'sync/client/b.ts', '#renderer/store/x.ts'],
  ['sync/server', 'sync/server/a.ts', '#sync/client/x.ts'],
  ['sync/server', 'sync/server/b.ts', '#server/log/append.ts'],
  ['gallery', 'renderer/ui/gallery/a.tsx', '#renderer/store/database.ts'],
  ['views', 'renderer/field/features/missions/a-view.tsx', '#renderer/store/database.ts'],
  ['views', 'renderer/field/features/missions/b-view.tsx', '#renderer/host/host-contract.ts'],
  ['views', 'renderer/field/features/missions/c-view.tsx', 'dexie'],
  ['views', 'renderer/field/features/missions/d-view.tsx', './use-missions.ts'],
  ['views', 'renderer/field/features/missions/e-view.tsx', '#renderer/console/parts/a.tsx'],
  ['console views', 'renderer/console/features/people/a-view.tsx', '#renderer/console/api/client.ts'],
  ['console views', 'renderer/console/features/people/b-view.tsx', '#renderer/ui/button.tsx'],
  ['console views', 'renderer/console/features/people/c-view.tsx', '#api/admin-api.ts'],
  ['renderer/ui', 'renderer/ui/a.tsx', '#renderer/store/database.ts'],
  ['renderer/ui', 'renderer/ui/b.tsx', '#domain/ids.ts'],
  ['renderer/form', 'renderer/form/a.tsx', '#renderer/store/database.ts'],
  ['renderer/form', 'renderer/form/b.tsx', '#renderer/field/app/route.ts'],
  ['renderer/form', 'renderer/form/c.tsx', '../ui/button.tsx'],
  ['renderer/report', 'renderer/report/a.ts', '#renderer/store/database.ts'],
  ['renderer/report', 'renderer/report/b.ts', '#renderer/host/host-contract.ts'],
  ['renderer/records', 'renderer/records/a.ts', '#renderer/store/database.ts'],
  ['locales', 'locales/a.ts', '#renderer/i18n/message-translator.ts'],
  ['renderer/i18n', 'renderer/i18n/a.ts', '#renderer/ui/button.tsx'],
  ['renderer/host', 'renderer/host/a.ts', '#electron/main.ts'],
  ['renderer/store', 'renderer/store/a.ts', 'react'],
  ['renderer/store', 'renderer/store/b.ts', '#sync/server/judge.ts'],
  ['field features', 'renderer/field/features/missions/a.ts', '#renderer/field/features/conflicts/x.ts'],
  ['field features', 'renderer/field/features/missions/b.ts', '../conflicts/x.ts'],
  ['field features', 'renderer/field/features/missions/c.ts', '#sync/server/judge.ts'],
  ['field features', 'renderer/field/features/missions/d.ts', 'electron'],
  ['field features', 'renderer/field/features/missions/e.tsx', '#renderer/ui/marks/pill.tsx'],
  ['renderer/field', 'renderer/field/app.tsx', '#renderer/console/api/client.ts'],
  ['field parts', 'renderer/field/parts/a.tsx', '#renderer/store/database.ts'],
  ['console parts', 'renderer/console/parts/a.tsx', '#renderer/console/api/client.ts'],
  ['console features', 'renderer/console/features/people/a.ts', '#renderer/store/database.ts'],
  ['console features', 'renderer/console/features/people/b.ts', '#renderer/host/host-contract.ts'],
  ['console features', 'renderer/console/features/people/c.ts', '#renderer/console/features/records/x.ts'],
  ['console features', 'renderer/console/features/people/d.tsx', '#renderer/ui/marks/pill.tsx'],
  ['console features', 'renderer/console/features/people/e.ts', '#api/admin-api.ts'],
  ['console parts', 'renderer/console/parts/a.tsx', '#renderer/console/api/client.ts'],
  ['renderer/console', 'renderer/console/app.tsx', 'dexie'],
  ['renderer', 'renderer/elsewhere/a.ts', '#domain/ids.ts'],
  ['electron/hub', 'electron/hub/a.ts', '#renderer/store/database.ts'],
  ['electron/remote-wipe', 'electron/remote-wipe/a.ts', '#renderer/store/database.ts'],
  ['electron', 'electron/a.ts', '#renderer/store/database.ts'],
  ['electron', 'electron/b.ts', '#server/main.ts'],
  ['server', 'server/a.ts', '#renderer/ui/button.tsx'],
  ['server', 'server/b.ts', '#electron/main.ts'],
  ['server', 'server/c.ts', '#sync/client/sync-machine.ts'],
  ['build/docs', 'build/docs/a.ts', '#sync/protocol/hash.ts'],
  ['build', 'build/a.mjs', '#domain/ids.ts'],
];

/** An import of the highest place for each sub-folder, and a second target for each file with an exception. */
const upwards: readonly Case[] = [
  ...folderOrders.flatMap(({ folder, levels, isRootOnTop }) => {
    const highest = isRootOnTop ? `#${folder}/a.ts` : `#${folder}/${levels.at(-1)?.[0]}/a.ts`;
    return levels
      .slice(0, isRootOnTop ? undefined : -1)
      .flat()
      .map((name): Case => [`${folder}/${name}`, `${folder}/${name}/upwards.ts`, highest]);
  }),
  ...folderOrders.flatMap(({ exceptions }) =>
    exceptions.map(([file, target]): Case => [file, file, `#${path.posix.dirname(target)}/another.ts`]),
  ),
];

const right: readonly Case[] = [
  ['domain/kinds', 'domain/kinds/right.ts', '../path-rules/kind-schema.ts'],
  ['renderer/store/write', 'renderer/store/write/right.ts', '../journal/journal.ts'],
  ['server/console', 'server/console/right.ts', '../log/log-registry.ts'],
  ['domain', 'domain/right.ts', 'zod'],
  ['domain', 'domain/right-form.ts', '#forms/engine/form.ts'],
  ['report texts', 'domain/report/right-text-key.ts', '#locales/en/report.json'],
  ['report texts', 'domain/path-rules/right-text-key.ts', '#locales/en/path.json'],
  ['forms', 'forms/right.ts', '#base/result.ts'],
  ['api', 'api/right.ts', '#sync/protocol/hash.ts'],
  ['domain', 'domain/assessment/right.ts', '../ids.ts'],
  ['sync/client', 'sync/client/right.ts', '#domain/ids.ts'],
  ['sync/recovery', 'sync/recovery/right.ts', 'age-encryption'],
  ['sync/seal', 'sync/seal/right.ts', 'age-encryption'],
  ['sync/server', 'sync/server/right.ts', '#sync/protocol/wire.ts'],
  ['gallery', 'renderer/ui/gallery/right.tsx', '#renderer/field/features/missions/a-view.tsx'],
  ['views', 'renderer/field/features/missions/right-view.tsx', '#domain/ids.ts'],
  ['views', 'renderer/field/features/missions/right-entry-view.tsx', '#renderer/ui'],
  ['renderer/ui', 'renderer/ui/right.tsx', '#renderer/i18n'],
  ['gallery', 'renderer/ui/gallery/right-entry.tsx', '../index.ts'],
  ['field features', 'renderer/field/features/missions/right.ts', '#renderer/store/database.ts'],
  ['field features', 'renderer/field/features/missions/right-screen.tsx', './missions-view.tsx'],
  ['console features', 'renderer/console/features/people/right.ts', '#renderer/console/api/client.ts'],
  ['console features', 'renderer/console/features/library/right.tsx', '#renderer/form/section-page.tsx'],
  ['renderer/form', 'renderer/form/right.tsx', '#forms/engine/form.ts'],
  ['renderer/report', 'renderer/report/right.ts', 'docx'],
  ['console parts', 'renderer/console/parts/right.tsx', '#domain/ids.ts'],
  ['console views', 'renderer/console/features/people/right-view.tsx', '#renderer/console/parts/a.tsx'],
  ['renderer/store', 'renderer/store/right.ts', 'dexie'],
  ['electron', 'electron/right.ts', '#renderer/host/host-contract.ts'],
  ['electron/hub', 'electron/hub/right.ts', '#server/app.ts'],
  ['electron/remote-wipe', 'electron/remote-wipe/right.ts', '#renderer/store/journal/journal-state.ts'],
  ['server', 'server/right.ts', '#sync/server/judge.ts'],
  ['build/docs', 'build/docs/right.ts', '#domain/kinds/rights.ts'],
];

const planted = (cases: readonly Case[]): Record<string, string> =>
  Object.fromEntries(cases.map(([, file, specifier]) => [file, `export * from '${specifier}';\n`]));

describe('the direction of imports', () => {
  let findings: readonly Finding[] = [];
  beforeAll(async () => {
    findings = await lintPlanted({ ...planted(wrong), ...planted(upwards), ...planted(right) });
  });

  const directionFindings = (file: string): readonly string[] =>
    findings
      .filter((foundFinding) => foundFinding.file === file && foundFinding.code === 'layers(direction)')
      .map((f) => f.message);

  test.each(wrong)('%s: %s may not import %s', (layer, file) => {
    expect(directionFindings(file)).toEqual([expect.stringContaining(`${layer} may not import `)]);
  });

  test.each(upwards)('%s: %s may not import %s, which is above it', (layer, file) => {
    expect(directionFindings(file)).toEqual([expect.stringContaining(`${layer} may not import `)]);
  });

  test.each(right)('%s: %s may import %s', (_layer, file) => {
    expect(directionFindings(file)).toEqual([]);
  });

  test('every row of the table is seen to fire', () => {
    expect(new Set([...wrong, ...upwards].map(([layer]) => layer))).toEqual(
      new Set(layers.map(({ name }) => name)),
    );
  });
});

test('a console feature imports types of answers, and no schema that reads one', async () => {
  const feature = 'renderer/console/features/people';
  const findings = await lintPlanted({
    [`${feature}/type-only.ts`]:
      "import type { PersonRow } from '#api/admin-api.ts';\nexport type A = PersonRow;\n",
    [`${feature}/type-only-view.tsx`]: "export type { PersonRow } from '#api/admin-api.ts';\n",
    [`${feature}/type-beside.ts`]:
      "import { PersonRow, type GroupRow } from '#api/admin-api.ts';\nexport const a = PersonRow;\nexport type A = GroupRow;\n",
    [`${feature}/schema.ts`]: "import { PersonRow } from '#api/admin-api.ts';\nexport const a = PersonRow;\n",
    'renderer/field/features/missions/type-only.ts': "export type { PersonRow } from '#api/admin-api.ts';\n",
  });
  const found = findings.filter(({ code }) => code === 'layers(direction)').map(({ file }) => file);
  expect(found.toSorted()).toEqual([
    `${feature}/schema.ts`,
    `${feature}/type-beside.ts`,
    'renderer/field/features/missions/type-only.ts',
  ]);
});

test.each(folderOrders)('every sub-folder of $folder has its place in the order', ({ folder, levels }) => {
  const folders = readdirSync(path.join(repositoryRoot, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(levels.flat().toSorted()).toEqual(folders.toSorted());
});

test('an import is seen in every form it can be written in', async () => {
  const findings = await lintPlanted({
    'domain/named.ts': "import { a } from 'dexie';\nexport const b = a;\n",
    'domain/type-only.ts': "import type { A } from 'dexie';\nexport type B = A;\n",
    'domain/inline-type.ts': "export type B = import('dexie').Table;\n",
    'domain/re-export.ts': "export { a } from 'dexie';\n",
    'domain/re-export-all.ts': "export * from 'dexie';\n",
    'domain/dynamic.ts': "export const load = () => import('dexie');\n",
    'domain/side-effect.ts': "import 'dexie';\n",
    'domain/too-far.ts': "export * from '../../elsewhere.ts';\n",
  });
  const found = findings.filter(({ code }) => code === 'layers(direction)').map(({ file }) => file);
  expect(found.sort()).toEqual([
    'domain/dynamic.ts',
    'domain/inline-type.ts',
    'domain/named.ts',
    'domain/re-export-all.ts',
    'domain/re-export.ts',
    'domain/side-effect.ts',
    'domain/too-far.ts',
    'domain/type-only.ts',
  ]);
});
