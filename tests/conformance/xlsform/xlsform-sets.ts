import fs from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { InstrumentImport } from '#forms/model/instrument.ts';
import { readWorkbook } from '#forms/workbook/read-workbook.ts';
import { importXlsForm } from '#forms/xlsform/import-xlsform.ts';
import type { ConformanceSet, Difference } from '../conformance-set.ts';
import type { TraceSource } from '../traces/trace-set.ts';
import { isTier3, judgeCase, PyxformCase } from './pyxform-cases.ts';

/**
 * The forms of pyxform's tests: accepted and rejected alike. The gate counts tiers 1 and 2; tier 3 is only reported.
 */
export const pyxformSet: ConformanceSet = {
  name: 'pyxform-cases',
  gate: 0.95,
  async run(folder) {
    const text = await fs
      .readFile(path.join(folder, 'conformance/pyxform-cases.json'), 'utf8')
      .catch(() => null);
    if (text === null) return null;
    const pyxformCases = z.array(PyxformCase).parse(JSON.parse(text));
    const failing: Difference[] = [];
    let [total, further, furtherEqual] = [0, 0, 0];
    for (const pyxformCase of pyxformCases) {
      const { isEqual, expected, found } = judgeCase(pyxformCase);
      if (isTier3(pyxformCase)) {
        further += 1;
        furtherEqual += isEqual ? 1 : 0;
        continue;
      }
      total += 1;
      if (!isEqual) failing.push({ record: pyxformCase.test, expected, found });
    }
    const notes = [`of tier 3, which the gate does not count: ${furtherEqual} of ${further} equal`];
    return { total, equal: total - failing.length, deviating: [], failing, notes };
  },
};

const Listed = z.array(z.looseObject({ file: z.string(), pyxform: z.string().optional() }));

/** Workbooks of the field. Each is accepted or rejected as by pyxform, a rejection names the cell, all within 5 s. */
export const workbookSet: ConformanceSet = {
  name: 'xlsform-workbooks',
  gate: 1,
  async run(folder) {
    const listed = await manifestOf(folder);
    if (!listed) return null;
    const failing: Difference[] = [];
    // Of this process alone: other work on the machine does not count.
    const before = process.cpuUsage();
    for (const { file, pyxform = 'ok' } of listed) {
      const problem = judgeWorkbook(await readForm(folder, file), pyxform === 'ok');
      if (problem !== null) failing.push({ record: file, expected: pyxform, found: problem });
    }
    const { user, system } = process.cpuUsage(before);
    const tookMs = Math.round((user + system) / 1_000);
    if (tookMs > 5_000)
      failing.push({ record: 'all workbooks', expected: 'read in 5 s', found: `${tookMs} ms` });
    return {
      total: listed.length,
      equal: listed.length - failing.length,
      deviating: [],
      failing,
      notes: [`all of them read in ${tookMs} ms`],
    };
  },
};

function judgeWorkbook(
  { instrument, diagnostics }: InstrumentImport,
  shouldBeAccepted: boolean,
): string | null {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if ((instrument !== null) !== shouldBeAccepted)
    return instrument ? 'accepted' : errors.map(({ message }) => message).join(' ');
  const nameless = errors.find(
    ({ sheet, row, column }) => sheet === undefined || row === undefined || column === undefined,
  );
  return nameless ? `names no cell: ${nameless.message}` : null;
}

async function manifestOf(folder: string) {
  // The whole collection has one manifest; the copies in this repository have their own.
  for (const file of ['xlsform/manifest.json', 'manifest.json']) {
    const text = await fs.readFile(path.join(folder, file), 'utf8').catch(() => null);
    if (text !== null)
      return Listed.parse(JSON.parse(text)).filter(({ file: name }) => name.startsWith('xlsform/'));
  }
  return null;
}

async function readForm(folder: string, file: string): Promise<InstrumentImport> {
  const name = path.basename(file);
  return importXlsForm(readWorkbook(new Uint8Array(await fs.readFile(path.join(folder, file))), name), {
    file: name,
  });
}

/** The traces of compiled workbooks, played on the workbooks themselves: both imports give forms that behave alike. */
export const workbooks: TraceSource = {
  name: 'workbook-traces',
  async read(folder, form) {
    const name = /^xlsform-compiled\/(.*)\.xml$/.exec(form)?.[1];
    if (name === undefined) return null;
    const importedInstrumentImport = await readForm(folder, path.join('xlsform', name));
    // pyxform names the root of one of them by its command line.
    const xml = await fs.readFile(path.join(folder, form), 'utf8');
    const rootName = /<instance>\s*<([^\s/>]+)/.exec(xml)?.[1];
    return importedInstrumentImport.instrument && rootName !== undefined
      ? { ...importedInstrumentImport, instrument: { ...importedInstrumentImport.instrument, rootName } }
      : importedInstrumentImport;
  },
};
