import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createSavedFiles } from '#electron/window/save-proposed-file.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

const report = { name: 'R1.docx', content: 'a' };

/** Files for which the person picks this path in the dialog; null for a cancelled one. */
function savedAt(pick: string | null) {
  const shown: string[] = [];
  const files = createSavedFiles({
    dialog: {
      showSaveDialog: () =>
        Promise.resolve(
          pick === null ? { canceled: true, filePath: '' } : { canceled: false, filePath: pick },
        ),
    },
    window: () => null,
    showInFolder: (file) => shown.push(file),
    start: '/',
  });
  return { files, shown };
}

it('the last saved file is told by its name and its folder alone, and shown in the file manager', async () => {
  const folder = temporaryFolder('saved-file');
  const file = path.join(folder, 'Report of Arlandia.docx');
  const { files, shown } = savedAt(file);
  expect(files.last()).toBeNull();
  files.show();
  expect(await files.save(report)).toBe('saved');
  expect(fs.readFileSync(file, 'utf8')).toBe('a');
  expect(files.last()).toEqual({ name: 'Report of Arlandia.docx', folder: path.basename(folder) });
  files.show();
  expect(shown).toEqual([file]);
});

it('a cancelled dialog leaves nothing to tell or show', async () => {
  const { files, shown } = savedAt(null);
  expect(await files.save(report)).toBe('cancelled');
  expect(files.last()).toBeNull();
  files.show();
  expect(shown).toEqual([]);
});
