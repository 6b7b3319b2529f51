import { DocumentId, LogId } from '#domain/ids.ts';
import { guessImportHead } from '#domain/workshop/participant-import/import-columns.ts';
import { sheetOfText } from '#domain/workshop/participant-import/import-sheets.ts';
import {
  type ImportChoices,
  type ImportPreview,
  type ImportSheet,
  previewImport,
} from '#domain/workshop/participant-import/participant-import.ts';
import { ParticipantFunction } from '#domain/workshop/participant.ts';
import { noConsents } from '#domain/workshop/register.ts';
import type { RegisterRow, SealState, ShownRegister } from './register-facts.ts';

const log = LogId.parse('018f0000-0000-7000-8000-0000000000a1');
const doc = DocumentId.parse('018f0000-0000-7000-8000-0000000000a2');

const institutions = [
  ['National Coordination Office', 'COO'],
  ['Ministry of Justice', 'MIN'],
  ['Office of the Public Prosecutor', 'PRO'],
  ['National Police Service', 'POL'],
] as const;
const names = ['First participant', 'مشارك ثانٍ', 'Troisième participante', ''] as const;
const sealStates = ['sealed', 'noKey', 'waits', 'noName'] as const;

/** Row of the register for a story, by its place. */
export function sampleRow(at: number, isElsewhere = false): RegisterRow {
  const id = `018f0000-0000-7000-9000-${String(at + 1).padStart(12, '0')}`;
  const [institution, institutionType] = institutions[at % 4] ?? institutions[0];
  const seal: SealState = isElsewhere ? 'elsewhere' : (sealStates[at % 4] ?? 'noName');
  return {
    participant: {
      id,
      code: `KT7-${String(at + 1).padStart(3, '0')}`,
      institution,
      institutionType,
      function: ParticipantFunction.options[at % ParticipantFunction.options.length] ?? 'other',
      isNominated: at % 3 !== 0,
      consents:
        at % 2 === 0
          ? noConsents
          : {
              'follow-up': { given: true, on: '2026-11-24' },
              photo: { given: false, on: '2026-11-24' },
              list: null,
            },
      certificate: null,
      sealedName: null,
      sealedEmail: null,
      isRemoved: false,
    },
    card: isElsewhere
      ? null
      : {
          kind: 'participant',
          id,
          log,
          doc,
          name: names[at % 4] ?? '',
          email: '',
          needs: '',
          sex: at % 2 === 0 ? 'woman' : 'man',
          seniority: 'middle',
          revision: 1,
          changedAtMs: 1,
        },
    seal,
    isCodeShared: false,
  };
}

/** Register with this many participants, and one that was removed. */
export const sampleRegister = (count: number, isElsewhere = false): ShownRegister => ({
  rows: Array.from({ length: count }, (_, at) => sampleRow(at, isElsewhere)),
  removed: [sampleRow(count)],
  contested: [],
});

/** List with every kind of trouble. */
const sampleList = [
  'No.,Full name,Institution,Function,Passport,Sex,E-mail,Follow-up consent,Nominated',
  '1,First participant,Ministry of Justice,Prosecutor,X1,F,first@justice.example,yes,yes',
  '2,مشارك ثانٍ,National Police Service,Proscution,X2,M,,no,yes',
  '3,Troisième participante,,Judge,X3,F,,,no',
  '4,"participant, first",Ministry of justice,Judge,X4,?,fourth@justice.example,no,perhaps',
  '5,Fifth participant,National Police Service,Trainer,X5,W,not an address,yes,yes',
  ',,,,,,,,',
].join('\n');

/** Import of the sample list as its preview gets it. */
export function sampleImport(): {
  readonly sheet: ImportSheet;
  readonly choices: ImportChoices;
  readonly preview: ImportPreview;
} {
  const read = sheetOfText(sampleList);
  const sheet = read.ok ? read.value : { name: '', rows: [], unread: [] };
  const head = guessImportHead(sheet.rows);
  const choices: ImportChoices = {
    columns: head.columns,
    institutionForAll: '',
    functionForAll: null,
    functions: {},
    today: '2026-11-24',
  };
  return { sheet, choices, preview: previewImport(sheet, head, choices, []) };
}
