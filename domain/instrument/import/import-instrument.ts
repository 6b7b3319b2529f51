import { strFromU8 } from 'fflate';
import { Instrument } from '../instrument.ts';
import { fileKind, readWorkbook } from '../workbook/read-workbook.ts';
import { limits } from '../workbook/workbook.ts';
import { importXlsForm } from '../xlsform/import-xlsform.ts';
import { importXForm } from '../xform/import-xform.ts';
import type { Imported } from './diagnostic.ts';

/**
 * Reads an instrument from whatever file it comes in, told by its first bytes: a workbook, an XForm, or
 * JSON that we wrote.
 * `csv` are the texts of files that came along, by name.
 */
export function importInstrument(
  bytes: Uint8Array,
  file: string,
  csv: Readonly<Record<string, string>> = {},
): Imported {
  if (bytes.length > limits.fileBytes)
    return refused(
      'file.tooLarge',
      `${file} has more than ${limits.fileBytes / 1024 / 1024} MB. Delete what is not part of the form.`,
    );
  switch (fileKind(bytes)) {
    case 'zip':
    case 'compound':
      return importXlsForm(readWorkbook(bytes, file), { file, csv });
    case 'xml':
      return importXForm(strFromU8(bytes), file, csv);
    case 'json':
      return importJson(strFromU8(bytes));
    default:
      return refused(
        'file.unknown',
        `${file} is no form. Choose an Excel workbook (.xlsx or .xls) with a sheet "survey", or an XForm.`,
      );
  }
}

function importJson(text: string): Imported {
  const parsed = Instrument.safeParse(parsedJson(text));
  if (parsed.success) return { instrument: parsed.data, diagnostics: [] };
  const at = parsed.error.issues[0]?.path.join('.') ?? '';
  return refused(
    'json.invalid',
    `This JSON file is no instrument${at === '' ? '' : ` (${at})`}. Choose one that Fieldbook exported.`,
  );
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON after all: the schema refuses it.
    return null;
  }
}

const refused = (code: string, message: string): Imported => ({
  instrument: null,
  diagnostics: [{ severity: 'error', code, message }],
});
