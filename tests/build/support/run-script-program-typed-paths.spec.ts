import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { repositoryRoot } from '#build/repository.mjs';
import { withAbsolutePaths } from '#build/support/run-script-program.mjs';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

let here: string;
beforeEach(() => {
  here = temporaryFolder('typed-paths');
  fs.mkdirSync(path.join(here, 'forms'));
});

const byNpm = (cwd: string) => ({ npm_lifecycle_event: 'instrument', INIT_CWD: cwd });

test('a path is meant from where the command was typed, though npm runs it elsewhere', () => {
  const env = byNpm(here);
  expect(
    withAbsolutePaths(['--data', 'forms', '--show', '3'], { takesFile: false, env, cwd: repositoryRoot }),
  ).toEqual(['--data', path.join(here, 'forms'), '--show', '3']);
  expect(withAbsolutePaths(['--data=forms'], { takesFile: false, env, cwd: repositoryRoot })).toEqual([
    `--data=${path.join(here, 'forms')}`,
  ]);
});

test('without npm a typed path resolves from the process folder, despite outer npm variables', () => {
  const env = { npm_lifecycle_event: 'test', INIT_CWD: repositoryRoot };
  expect(withAbsolutePaths(['forms'], { takesFile: true, env, cwd: here })).toEqual([
    path.join(here, 'forms'),
  ]);
});

test('a path that leads nowhere from there is tried from the repository', () => {
  expect(withAbsolutePaths(['--data', 'tests/data/forms'], { takesFile: false, env: byNpm(here) })).toEqual([
    '--data',
    path.join(repositoryRoot, 'tests', 'data', 'forms'),
  ]);
});

test('a file that is to be written is put where its folder is', () => {
  const args = ['form.xlsx', '-o', 'forms/out.json'];
  expect(withAbsolutePaths(args, { takesFile: true, env: byNpm(here) })).toEqual([
    path.join(here, 'form.xlsx'),
    '-o',
    path.join(here, 'forms', 'out.json'),
  ]);
});
