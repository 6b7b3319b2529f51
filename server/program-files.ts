import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const PackageFile = z.object({ name: z.literal('fieldbook'), version: z.string() });

export interface ProgramFiles {
  readonly version: string;
  /** Where `npm run build` puts the console. */
  readonly consoleFolder: string;
}

/**
 * Finds what lies beside the program: upward from this file there is Fieldbook's package.json, in the sources, in
 * dist/ and in the packaged app alike. Throws when there is none.
 */
export function findProgramFiles(): ProgramFiles {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const file = path.join(folder, 'package.json');
    const read = fs.existsSync(file)
      ? PackageFile.safeParse(JSON.parse(fs.readFileSync(file, 'utf8')))
      : undefined;
    if (read?.success)
      return { version: read.data.version, consoleFolder: path.join(folder, 'dist', 'console') };
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('The package.json of Fieldbook is not there');
    folder = parent;
  }
}
