import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createChosenFolder } from '#electron/window/chosen-folder.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

const content = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A folder that the person picks in the dialog; null for a cancelled one. */
function chosenBy(pick: string | null) {
  const shown: string[] = [];
  const folder = createChosenFolder({
    dialog: {
      showOpenDialog: () =>
        Promise.resolve(
          pick === null ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [pick] },
        ),
    },
    window: () => null,
    showInFolder: (file) => shown.push(file),
    start: '/',
  });
  return { folder, shown };
}

describe('the folder for several files', () => {
  it('is told by its name alone', async () => {
    const place = temporaryFolder('chosen-folder');
    expect(await chosenBy(place).folder.choose()).toEqual({ name: path.basename(place) });
  });

  it('takes no file before a person has chosen it, or when the dialog was cancelled', async () => {
    const { folder } = chosenBy(null);
    expect(folder.save({ name: 'R1.docx', content: content('a') })).toBe('noFolder');
    expect(await folder.choose()).toBeNull();
    expect(folder.save({ name: 'R1.docx', content: content('a') })).toBe('noFolder');
  });

  it('keeps files of the same name, also those of an earlier time', async () => {
    const place = temporaryFolder('chosen-folder');
    fs.writeFileSync(path.join(place, 'R2 - Police.docx'), 'earlier');
    const { folder } = chosenBy(place);
    await folder.choose();
    for (const text of ['one', 'two']) folder.save({ name: 'R2 - Police.docx', content: content(text) });
    const found = fs
      .readdirSync(place)
      .map((name) => [name, fs.readFileSync(path.join(place, name), 'utf8')]);
    expect(Object.fromEntries(found)).toEqual({
      'R2 - Police.docx': 'earlier',
      'R2 - Police (2).docx': 'one',
      'R2 - Police (3).docx': 'two',
    });
  });

  it('takes names without folders: no file leaves it', async () => {
    const place = temporaryFolder('chosen-folder');
    const { folder } = chosenBy(place);
    await folder.choose();
    folder.save({ name: '../../elsewhere.docx', content: content('a') });
    expect(fs.readdirSync(place)).toHaveLength(1);
  });

  it('shows the last file in the file manager', async () => {
    const place = temporaryFolder('chosen-folder');
    const { folder, shown } = chosenBy(place);
    await folder.choose();
    folder.show();
    folder.save({ name: 'R1.docx', content: content('a') });
    folder.show();
    expect(shown).toEqual([path.join(place, 'R1.docx')]);
  });
});
