import { strFromU8 } from 'fflate';
import { Instrument, type InstrumentImport } from './model/instrument.ts';
import { readWorkbook, sniffFileKind } from './workbook/read-workbook.ts';
import { workbookLimits } from './workbook/workbook.ts';
import { importXForm } from './xform/import-xform.ts';
import { importXlsForm } from './xlsform/import-xlsform.ts';

/**
 * Read an instrument from a workbook, an XForm, or JSON that we wrote. The first bytes decide.
 * @param csv texts of attached files, by name
 */
export function importInstrument(
  bytes: Uint8Array,
  file: string,
  csv: Readonly<Record<string, string>> = {},
): InstrumentImport {
  if (bytes.length > workbookLimits.fileBytes)
    return refusedImport(
      'file.tooLarge',
      `${file} has more than ${workbookLimits.fileBytes / 1024 / 1024} MB. Delete what is not part of the form.`,
    );
  switch (sniffFileKind(bytes)) {
    case 'zip':
    case 'compound':
      return importXlsForm(readWorkbook(bytes, file), { file, csv });
    case 'xml':
      return importXForm(strFromU8(bytes), file, csv);
    case 'json':
      return importInstrumentJson(strFromU8(bytes));
    default:
      return refusedImport(
        'file.unknown',
        `${file} is no form. Choose an Excel workbook (.xlsx or .xls) with a sheet "survey", or an XForm.`,
      );
  }
}

function importInstrumentJson(text: string): InstrumentImport {
  const parsed = Instrument.safeParse(parseJsonOrNull(text));
  if (parsed.success) return { instrument: parsed.data, diagnostics: [] };
  const at = parsed.error.issues[0]?.path.join('.') ?? '';
  return refusedImport(
    'json.invalid',
    `This JSON file is no instrument${at === '' ? '' : ` (${at})`}. Choose one that Fieldbook exported.`,
  );
}

function parseJsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON after all: the schema refuses it.
    return null;
  }
}

const refusedImport = (code: string, message: string): InstrumentImport => ({
  instrument: null,
  diagnostics: [{ severity: 'error', code, message }],
});
