import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Instrument } from '#domain/instrument/instrument.ts';
import type { Diagnostic, Imported } from '#domain/instrument/import/diagnostic.ts';
import { importInstrument } from '#domain/instrument/import/import-instrument.ts';
import { limits } from '#domain/instrument/workbook/workbook.ts';
import { exportXlsForm } from '#domain/instrument/xlsform/export-xlsform.ts';
import { runAndTell, TerminalProblem } from './run-and-tell.ts';
import { writeWorkbook } from './write-workbook.ts';

// The program behind `npm run instrument -- check|import|export`. Exit codes: 0 usable, 1 usable with warnings,
// 2 rejected. CSV, GeoJSON and XML files that stand in the folder of the form are read with it.

/** More files beside a form are not its own. */
const mostFiles = 200;

interface Typed {
  readonly command: string;
  readonly file: string;
  readonly out: string | undefined;
}

function typed(): Typed {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string', short: 'o' } },
  });
  const [command = '', file, ...others] = positionals;
  if (file === undefined) throw new TerminalProblem(`${command} needs a file: name it behind the command`);
  if (others.length > 0) throw new TerminalProblem(`${command} takes one file, not ${others.length + 1}`);
  return { command, file, out: values.out };
}

function readForm(file: string): Imported {
  const bytes = new Uint8Array(fs.readFileSync(file));
  return importInstrument(bytes, path.basename(file), filesBeside(file));
}

/** Files that a form may ask for: lists of choices, and for a workbook also XML. Among XForms those would be other forms. */
function filesBeside(file: string): Readonly<Record<string, string>> {
  const folder = path.dirname(file);
  const asked = /\.xml$/i.test(file) ? /\.(csv|geojson)$/i : /\.(csv|geojson|xml)$/i;
  const beside = fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && asked.test(entry.name))
    .map(({ name }) => ({ name, at: path.join(folder, name) }))
    .filter(({ at }) => fs.statSync(at).size <= limits.fileBytes);
  return Object.fromEntries(
    beside.slice(0, mostFiles).map(({ name, at }) => [name, fs.readFileSync(at, 'utf8')]),
  );
}

/** `survey!C5 error reference.unknown: There is no question "vilage". Check its spelling. Try: ${village}` */
function lineOf({ severity, code, message, sheet, row, column, fix }: Diagnostic, file: string): string {
  const cell = `${column ?? ''}${row ?? ''}`;
  const place = [sheet, cell].filter((part) => part !== undefined && part !== '').join('!');
  return `${place === '' ? path.basename(file) : place} ${severity} ${code}: ${message}${fix === undefined ? '' : ` Try: ${fix}`}`;
}

function tell({ instrument, diagnostics }: Imported, file: string): number {
  for (const diagnostic of diagnostics) console.log(lineOf(diagnostic, file));
  const count = (severity: string): number => diagnostics.filter((one) => one.severity === severity).length;
  console.log(
    `${instrument ? 'usable' : 'rejected'}: ${count('error')} errors, ${count('warning')} warnings`,
  );
  if (!instrument) return 2;
  return count('warning') > 0 ? 1 : 0;
}

function readInstrument(file: string): Instrument {
  const { instrument, diagnostics } = readForm(file);
  if (instrument) return instrument;
  throw new TerminalProblem(diagnostics.map((one) => lineOf(one, file)).join('\n'));
}

await runAndTell(2, async () => {
  const { command, file, out } = typed();
  if (command === 'check') return tell(readForm(file), file);
  if (out === undefined) throw new TerminalProblem(`${command} needs -o FILE: where to write`);
  if (command === 'import') {
    const imported = readForm(file);
    if (imported.instrument) fs.writeFileSync(out, `${JSON.stringify(imported.instrument, null, 1)}\n`);
    return tell(imported, file);
  }
  const { sheets, files } = exportXlsForm(readInstrument(file));
  await writeWorkbook(sheets, out);
  for (const [name, text] of Object.entries(files))
    fs.writeFileSync(path.join(path.dirname(out), path.basename(name)), text);
  console.log(`written: ${[path.basename(out), ...Object.keys(files)].join(', ')}`);
  return 0;
});
