import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { Instrument } from '#domain/instrument/instrument.ts';
import { readWorkbook } from '#domain/instrument/workbook/read-workbook.ts';
import { importXlsForm } from '#domain/instrument/xlsform/import-xlsform.ts';

const folder = path.join(import.meta.dirname, '../../../fixtures/forms');
const Listed = z.array(z.object({ file: z.string(), pyxform: z.string() }));
const listed = Listed.parse(JSON.parse(fs.readFileSync(path.join(folder, 'xlsform/manifest.json'), 'utf8')));

test.each(listed)(
  '$file is read, and accepted or rejected as pyxform does, naming the cell',
  ({ file, pyxform }) => {
    const name = path.basename(file);
    const workbook = readWorkbook(new Uint8Array(fs.readFileSync(path.join(folder, file))), name);
    const { instrument, diagnostics } = importXlsForm(workbook, { file: name });
    expect(instrument !== null).toBe(pyxform === 'ok');
    expect(instrument && Instrument.parse(instrument)).toEqual(instrument);
    for (const problem of diagnostics.filter(({ severity }) => severity === 'error'))
      expect([problem.sheet, problem.row, problem.column]).not.toContain(undefined);
  },
);
