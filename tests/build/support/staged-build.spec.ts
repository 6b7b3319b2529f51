import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { buildStaged } from '#build/support/staged-build.mjs';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

const programOf = (folder: string, text: string) => {
  const source = path.join(folder, 'source.js');
  fs.writeFileSync(source, text);
  const out = path.join(folder, 'out');
  return {
    configFile: false as const,
    root: folder,
    logLevel: 'silent' as const,
    build: {
      ssr: source,
      outDir: out,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'source.js' } },
    },
  };
};

const filesIn = (folder: string): readonly string[] => fs.readdirSync(folder).toSorted();

test('a part stays whole at its place until the next one is built, also where that fails', async () => {
  const folder = temporaryFolder('staged');
  const out = path.join(folder, 'out');
  await buildStaged([programOf(folder, 'export const first = 1;')]);
  const text = () => fs.readFileSync(path.join(out, 'source.js'), 'utf8');
  expect(text()).toContain('first');
  await expect(buildStaged([programOf(folder, 'export const = 2;')])).rejects.toThrow();
  expect(text()).toContain('first');

  const seen: boolean[] = [];
  const watching = {
    ...programOf(folder, 'export const second = 2;'),
    plugins: [{ name: 'watch', writeBundle: () => void seen.push(text().includes('first')) }],
  };
  await buildStaged([watching]);
  expect(seen, 'while the next one was written').toEqual([true]);
  expect(text()).toContain('second');
  expect(filesIn(folder)).toEqual(['out', 'source.js']);
});
