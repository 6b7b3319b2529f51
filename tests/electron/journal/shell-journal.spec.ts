import fs from 'node:fs';
import path from 'node:path';
import { describe } from 'vitest';
import { openNodeJournalDisk } from '#electron/journal/journal-disk.ts';
import { journalContract } from '#tests/contracts/journal-contract.ts';
import { VirtualDisk } from '#tests/support/disk/virtual-disk.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

describe('[D1] [D3] on a real disk', () => {
  journalContract(() => {
    const folder = temporaryFolder('journal');
    return Promise.resolve({
      mount: () => openNodeJournalDisk(path.join(folder, 'journal')),
      damage: (name, change) => {
        const file = path.join(folder, 'journal', name);
        const bytes = fs.readFileSync(file);
        change(bytes);
        fs.writeFileSync(file, bytes);
        return Promise.resolve();
      },
    });
  });
});

describe('[D1] [D3] on a disk in memory', () => {
  journalContract(() => {
    const virtualDisk = new VirtualDisk({ chance: () => 0 });
    return Promise.resolve({
      mount: () => virtualDisk.mount(),
      damage: (name, change) => Promise.resolve(virtualDisk.damage(name, change)),
    });
  });
});
