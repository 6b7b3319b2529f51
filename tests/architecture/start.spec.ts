import path from 'node:path';
import { expect, test } from 'vitest';
import { readSource, sourceFiles } from '#tests/support/repository/source-files.ts';

// Anything read before the first screen makes the start slow (`npm run bench -- launch`). One import is enough.

/** Packages that a file brings by imports of more than types. Later loads do not count. */
function packagesBehind(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return new Set();
  seen.add(file);
  const sources = [...readSource(file).matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm)];
  return new Set(
    sources.flatMap(([, source = '']) => {
      if (source.startsWith('.'))
        return [...packagesBehind(path.posix.join(path.dirname(file), source), seen)];
      if (source.startsWith('#')) return [...packagesBehind(source.slice(1), seen)];
      return source.startsWith('node:') ? [] : [source];
    }),
  );
}

test('the shell reads no library before its window', () => {
  expect([...packagesBehind('electron/main.ts')]).toEqual(['electron']);
  // Control: the rest of the shell has some.
  expect([...packagesBehind('electron/start-shell.ts')]).toContain('zod');
});

test('no app brings all languages with it: only the gallery speaks them at once', () => {
  const files = sourceFiles(/\.tsx?$/, ['renderer']);
  const all = files.filter((file) => readSource(file).includes('/i18n/catalogues.ts'));
  expect(all).toEqual(['renderer/ui/gallery/gallery.tsx']);
});
