import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Instrument } from '#domain/instrument/instrument.ts';
import type { Diagnostic, Imported } from '#domain/instrument/import/diagnostic.ts';
import { importInstrument } from '#domain/instrument/import/import-instrument.ts';
import { exportXlsForm } from '#domain/instrument/xlsform/export-xlsform.ts';
import { writeWorkbook } from './write-workbook.ts';

// The program behind `npm run instrument -- check|import|export`. Exit codes: 0 usable, 1 usable with warnings,
// 2 rejected. CSV and GeoJSON files that stand in the folder of the form are read with it.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', short: 'o' } },
});
const [command = '', file = ''] = positionals;

function readForm(): Imported {
  const folder = path.dirname(file);
  const beside = fs.readdirSync(folder).filter((name) => /\.(csv|geojson)$/i.test(name));
  const csv = Object.fromEntries(
    beside.slice(0, 200).map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]),
  );
  return importInstrument(new Uint8Array(fs.readFileSync(file)), path.basename(file), csv);
}

/** `survey!C5 error reference.unknown: There is no question "vilage". Check its spelling. Try: ${village}` */
function lineOf({ severity, code, message, sheet, row, column, fix }: Diagnostic): string {
  const cell = `${column ?? ''}${row ?? ''}`;
  const place = [sheet, cell].filter((part) => part !== undefined && part !== '').join('!');
  return `${place === '' ? path.basename(file) : place} ${severity} ${code}: ${message}${fix === undefined ? '' : ` Try: ${fix}`}`;
}

function tell({ instrument, diagnostics }: Imported): number {
  for (const diagnostic of diagnostics) console.log(lineOf(diagnostic));
  const count = (severity: string): number => diagnostics.filter((one) => one.severity === severity).length;
  console.log(
    `${instrument ? 'usable' : 'rejected'}: ${count('error')} errors, ${count('warning')} warnings`,
  );
  if (!instrument) return 2;
  return count('warning') > 0 ? 1 : 0;
}

function out(): string {
  if (values.out === undefined) throw new Error(`${command} needs -o FILE: where to write`);
  return values.out;
}

async function run(): Promise<number> {
  if (file === '') throw new Error(`${command} needs a file`);
  if (command === 'check') return tell(readForm());
  if (command === 'import') {
    const target = out();
    const imported = readForm();
    if (imported.instrument) fs.writeFileSync(target, `${JSON.stringify(imported.instrument, null, 1)}\n`);
    return tell(imported);
  }
  const target = out();
  const { sheets, files } = exportXlsForm(Instrument.parse(JSON.parse(fs.readFileSync(file, 'utf8'))));
  await writeWorkbook(sheets, target);
  for (const [name, text] of Object.entries(files))
    fs.writeFileSync(path.join(path.dirname(target), path.basename(name)), text);
  console.log(`written: ${[path.basename(target), ...Object.keys(files)].join(', ')}`);
  return 0;
}

process.exitCode = await run();
