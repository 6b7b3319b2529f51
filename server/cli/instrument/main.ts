import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { importInstrument } from '#forms/import-instrument.ts';
import type { Diagnostic, Instrument, InstrumentImport } from '#forms/model/instrument.ts';
import { workbookLimits } from '#forms/workbook/workbook.ts';
import { exportXlsForm } from '#forms/xlsform/export-xlsform.ts';
import { writeTextWorkbook } from '#server/console/write-workbook.ts';
import { runTerminalProgram, TerminalError } from './run-terminal-program.ts';

// Program behind `npm run instrument -- check|import|export`. Exit codes: 0 usable, 1 usable with warnings, 2 rejected.
// CSV, GeoJSON and XML files in the folder of the form are read with it.

/** More files in the folder are not the form's own. */
const maximumFilesBeside = 200;

interface InstrumentCommandLine {
  readonly command: string;
  readonly file: string;
  readonly out: string | undefined;
}

function parseCommandLine(): InstrumentCommandLine {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string', short: 'o' } },
  });
  const [command = '', file, ...others] = positionals;
  if (file === undefined) throw new TerminalError(`${command} needs a file: name it behind the command`);
  if (others.length > 0) throw new TerminalError(`${command} takes one file, not ${others.length + 1}`);
  return { command, file, out: values.out };
}

function importForm(file: string): InstrumentImport {
  const bytes = new Uint8Array(fs.readFileSync(file));
  return importInstrument(bytes, path.basename(file), readFilesBeside(file));
}

/**
 * Read files that a form may refer to: lists of choices, and for a workbook also XML. Beside XForms, XML files would be
 * other forms.
 */
function readFilesBeside(file: string): Readonly<Record<string, string>> {
  const folder = path.dirname(file);
  const asked = /\.xml$/i.test(file) ? /\.(csv|geojson)$/i : /\.(csv|geojson|xml)$/i;
  const beside = fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && asked.test(entry.name))
    .map(({ name }) => ({ name, at: path.join(folder, name) }))
    .filter(({ at }) => fs.statSync(at).size <= workbookLimits.fileBytes);
  return Object.fromEntries(
    beside.slice(0, maximumFilesBeside).map(({ name, at }) => [name, fs.readFileSync(at, 'utf8')]),
  );
}

/**
 * Format a diagnostic: `survey!C5 error reference.unknown: There is no question "vilage". Check its spelling. Try:
 * ${village}`
 */
function formatDiagnostic(
  { severity, code, message, sheet, row, column, fix }: Diagnostic,
  file: string,
): string {
  const cell = `${column ?? ''}${row ?? ''}`;
  const place = [sheet, cell].filter((part) => part !== undefined && part !== '').join('!');
  return `${place === '' ? path.basename(file) : place} ${severity} ${code}: ${message}${fix === undefined ? '' : ` Try: ${fix}`}`;
}

function printDiagnostics({ instrument, diagnostics }: InstrumentImport, file: string): number {
  for (const diagnostic of diagnostics) console.log(formatDiagnostic(diagnostic, file));
  const count = (severity: string): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  console.log(
    `${instrument ? 'usable' : 'rejected'}: ${count('error')} errors, ${count('warning')} warnings`,
  );
  if (!instrument) return 2;
  return count('warning') > 0 ? 1 : 0;
}

function readUsableInstrument(file: string): Instrument {
  const { instrument, diagnostics } = importForm(file);
  if (instrument) return instrument;
  throw new TerminalError(diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, file)).join('\n'));
}

await runTerminalProgram(2, async () => {
  const { command, file, out } = parseCommandLine();
  if (command === 'check') return printDiagnostics(importForm(file), file);
  if (out === undefined) throw new TerminalError(`${command} needs -o FILE: where to write`);
  if (command === 'import') {
    const importedInstrumentImport = importForm(file);
    if (importedInstrumentImport.instrument)
      fs.writeFileSync(out, `${JSON.stringify(importedInstrumentImport.instrument, null, 1)}\n`);
    return printDiagnostics(importedInstrumentImport, file);
  }
  const { sheets, files } = exportXlsForm(readUsableInstrument(file));
  await writeTextWorkbook(sheets, out);
  for (const [name, text] of Object.entries(files))
    fs.writeFileSync(path.join(path.dirname(out), path.basename(name)), text);
  console.log(`written: ${[path.basename(out), ...Object.keys(files)].join(', ')}`);
  return 0;
});
