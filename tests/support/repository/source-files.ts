import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder that holds package.json. */
export const repositoryRoot = path.resolve(import.meta.dirname, '../../..');

const sourceFolders = [
  'base',
  'forms',
  'domain',
  'api',
  'sync',
  'locales',
  'renderer',
  'electron',
  'server',
  'tests',
  'build',
];

/** Every file under the source folders with a fitting name, as a path from the root with forward slashes. */
export function sourceFiles(name: RegExp, folders: readonly string[] = sourceFolders): readonly string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(path.join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        path.posix.join(folder, file.split(path.sep).join('/')),
      ),
    )
    .filter((file) => name.test(file) && !file.includes('node_modules'))
    .sort();
}

/** The text of one file named from the root. */
export function readSource(file: string): string {
  return readFileSync(path.join(repositoryRoot, file), 'utf8');
}
