import { unreachable } from '#base/result.ts';
import type { DataHandlingPolicy, RetentionPeriod } from '#domain/path-rules/data-groups.ts';
import type { ProcessingRegisterLine, RetentionEnforcement } from '#domain/privacy/processing-register.ts';
import { writeCsv } from '#forms/export/data-files.ts';
import type { LanguageFormat, Message, MessageKey, Translate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { documentKindLabel, valueLabels } from '#renderer/records/value-labels.ts';
import type { StatusMeaning } from '#renderer/ui';

/** The register as a file for spreadsheets, in the words of the page. */
export function createRegisterFile(
  registerLines: readonly ProcessingRegisterLine[],
  translate: Translate,
  format: LanguageFormat,
): { readonly name: string; readonly content: Blob } {
  const titles = [
    translate('processing.group'),
    translate('processing.records'),
    translate('processing.personal'),
    translate('path.confidentiality'),
    translate('processing.leaves'),
    translate('processing.kept'),
    translate('processing.due'),
    translate('processing.carriedOut'),
  ];
  const rows = registerLines.map((line) => {
    const { group, records, personal, mark, leaves, kept, due, carriedOut } = processingRowOf(
      line,
      translate,
      format,
    );
    return [group, records, personal, mark, leaves, kept, due, carriedOut];
  });
  const text = writeCsv({ columns: titles.map((key) => ({ key })), rows });
  return { name: `${translate('processing.title')}.csv`, content: new Blob([text], { type: 'text/csv' }) };
}

const personalDataKeys: { readonly [P in DataHandlingPolicy['personal']]: MessageKey } = {
  no: 'processing.personal.no',
  maybe: 'processing.personal.maybe',
  pseudonymous: 'processing.personal.pseudonymous',
  yes: 'processing.personal.yes',
};

const leavesDeviceKeys: { readonly [L in DataHandlingPolicy['mayLeaveDevice']]: MessageKey } = {
  yes: 'processing.leaves.yes',
  review: 'processing.leaves.review',
  agg: 'processing.leaves.agg',
  seal: 'processing.leaves.seal',
  no: 'processing.leaves.no',
};

/** Outcome of a group after its period, and the attention that it needs. */
export const carriedOutLooks: {
  readonly [C in RetentionEnforcement]: { readonly key: MessageKey; readonly meaning?: StatusMeaning };
} = {
  kept: { key: 'processing.carriedOut.kept' },
  clock: { key: 'processing.carriedOut.clock', meaning: 'good' },
  partly: { key: 'processing.carriedOut.partly', meaning: 'wait' },
  notYet: { key: 'processing.carriedOut.notYet', meaning: 'bad' },
  noField: { key: 'processing.carriedOut.noField' },
};

/** Retention period in words: each event with the span that the table counts from it. */
function retentionPeriodMessage({ after, years = 0, months = 0, days = 0 }: RetentionPeriod): Message {
  switch (after) {
    case 'programmeEnd':
      return { key: 'processing.period.programmeEnd', values: { years } };
    case 'requestClosed':
      return { key: 'processing.period.requestClosed', values: { months } };
    case 'contactReplaced':
      return { key: 'processing.period.contactReplaced' };
    case 'finalReport':
      return { key: 'processing.period.finalReport', values: { months } };
    case 'certificates':
      return { key: 'processing.period.certificates', values: { days } };
    case 'workshopEnd':
      return days > 0
        ? { key: 'processing.period.workshopEndDays', values: { days } }
        : { key: 'processing.period.workshopEndMonths', values: { months } };
    case 'workshopClosed':
      return { key: 'processing.period.workshopClosed', values: { days } };
    case 'followUpSurvey':
      return { key: 'processing.period.followUpSurvey' };
    case 'accountEnd':
      return { key: 'processing.period.accountEnd', values: { years } };
    case 'coveredDataErased':
      return { key: 'processing.period.coveredDataErased' };
    default:
      return unreachable(after);
  }
}

/** Row of the register in words, for the page and for the file alike. */
interface ProcessingRow {
  readonly group: string;
  /** Kinds of records with this group; empty where it is kept beside them, or there is none. */
  readonly records: string;
  readonly personal: string;
  readonly mark: string;
  readonly leaves: string;
  readonly kept: string;
  /** The day on which it is due; empty while that is not known. */
  readonly due: string;
  readonly carriedOut: string;
}

/** Make a row of the register of processing in the reader's language, for the screen and the file. */
export function processingRowOf(
  line: ProcessingRegisterLine,
  translate: Translate,
  { date, list }: LanguageFormat,
): ProcessingRow {
  const { group, kinds, personal, mark, mayLeaveDevice, retention, dueOn, carriedOut } = line;
  const periods = retention.map((period) => translate(retentionPeriodMessage(period)));
  const [first = translate('processing.period.always'), ...others] = periods;
  return {
    group: translate(valueLabels.dataGroup[group]),
    records: list(kinds.map((kind) => translate(documentKindLabel(kind)))),
    personal: translate(personalDataKeys[personal]),
    mark: translate(valueLabels.confidentiality[mark]),
    leaves: translate(leavesDeviceKeys[mayLeaveDevice]),
    kept: others.length === 0 ? first : translate('processing.period.first', { periods: list(periods) }),
    due: dueOn === null ? '' : date(localNoonMs(dueOn)),
    carriedOut: translate(carriedOutLooks[carriedOut].key),
  };
}
