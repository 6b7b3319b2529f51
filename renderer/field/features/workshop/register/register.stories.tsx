import type { ReactElement, ReactNode } from 'react';
import { DocumentId, LogId } from '#domain/ids.ts';
import { ParticipantFunction } from '#domain/workshop/participant.ts';
import { guessImportHead } from '#domain/workshop/participant-import/import-columns.ts';
import type { ImportChoices } from '#domain/workshop/participant-import/import-row.ts';
import { sheetOfText } from '#domain/workshop/participant-import/import-sheets.ts';
import {
  type ImportPreview,
  type ImportSheet,
  previewImport,
} from '#domain/workshop/participant-import/participant-import.ts';
import { noConsents } from '#domain/workshop/register.ts';
import { breakDownRegister } from '#domain/workshop/register-breakdown.ts';
import { useTranslate } from '#renderer/i18n';
import { DraftFormScope, ScreenLayout, ScreenPage } from '#renderer/ui';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { BreakdownView } from './breakdown-view.tsx';
import { ChooseListView } from './import/import-participants.tsx';
import { ImportPreviewView } from './import/import-preview-view.tsx';
import { emptyParticipantForm, participantFormValuesOf } from './participant-form-values.ts';
import { ParticipantFormView } from './participant-form-view.tsx';
import { type RegisterRow, type SealState, type ShownRegister } from './register-facts.ts';
import { type RegisterHandlers, RegisterView } from './register-view.tsx';
import { SealKeyView } from './seal-key-view.tsx';
import { SignInDialogView } from './sign-in/sign-in-sheet-button.tsx';

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
function sampleRow(at: number, isElsewhere = false): RegisterRow {
  const id = `018f0000-0000-7000-9000-${String(at + 1).padStart(12, '0')}`;
  const [institution, institutionType] = institutions[at % 4] ?? institutions[0];
  const seal: SealState = isElsewhere ? 'elsewhere' : (sealStates[at % 4] ?? 'noName');
  return {
    participant: {
      id,
      code: `KT7-${String(at + 1).padStart(3, '0')}`,
      institution,
      institutionRef: null,
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
      withdrawnCertificate: null,
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
const sampleRegister = (count: number, isElsewhere = false): ShownRegister => ({
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
function sampleImport(): {
  readonly sheet: ImportSheet;
  readonly choices: ImportChoices;
  readonly preview: ImportPreview;
} {
  const read = sheetOfText(sampleList);
  const importSheet = read.ok ? read.value : { name: '', rows: [], unread: [] };
  const importHead = guessImportHead(importSheet.rows);
  const importChoices: ImportChoices = {
    columns: importHead.columns,
    institutionForAll: '',
    functionForAll: null,
    functions: {},
    today: '2026-11-24',
  };
  return {
    sheet: importSheet,
    choices: importChoices,
    preview: previewImport(importSheet, importHead, importChoices, []),
  };
}

export const about: StoriesAbout = { title: 'Workshop register', layout: 'page' };

const nothing = (): void => undefined;
const acts: RegisterHandlers = {
  onAdd: nothing,
  onImport: nothing,
  onOpen: nothing,
  onRestore: nothing,
  onKeepRemoved: nothing,
  onGiveNewCode: nothing,
};

function Page({ children }: { readonly children: ReactNode }): ReactElement {
  const translate = useTranslate();
  return (
    <ScreenLayout
      rail={<SampleRail />}
      crumbs={[]}
      title={translate('register.section')}
      status={<SampleStatus network="none" waiting={0} />}
    >
      <ScreenPage>{children}</ScreenPage>
    </ScreenLayout>
  );
}

function RegisterStory({
  register,
  isReadOnly = false,
}: {
  readonly register: ShownRegister;
  readonly isReadOnly?: boolean;
}): ReactElement {
  const participants = register.rows.map(({ participant }) => participant);
  const storedCards = register.rows.flatMap(({ card }) => (card === null ? [] : [card]));
  return (
    <Page>
      <RegisterView
        register={register}
        hasKey={false}
        namesErasedAtMs={null}
        problem={null}
        isReadOnly={isReadOnly}
        acts={acts}
      />
      <BreakdownView breakdown={breakDownRegister(participants, storedCards, [])} sent={storedCards.length} />
    </Page>
  );
}

export const Register = (): ReactElement => <RegisterStory register={sampleRegister(30)} />;
export const RegisterEmpty = (): ReactElement => (
  <RegisterStory register={{ rows: [], removed: [], contested: [] }} />
);
export const RegisterOf500 = (): ReactElement => <RegisterStory register={sampleRegister(500)} />;
export const RegisterOfThree = (): ReactElement => <RegisterStory register={sampleRegister(3)} />;
export const RegisterReadOnly = (): ReactElement => <RegisterStory register={sampleRegister(8)} isReadOnly />;
export const NamesOnAnotherLaptop = (): ReactElement => <RegisterStory register={sampleRegister(12, true)} />;
export const CodeOfTwo = (): ReactElement => (
  <RegisterStory
    register={{
      rows: [sampleRow(0), { ...sampleRow(1), isCodeShared: true }],
      removed: [],
      contested: [],
    }}
  />
);
export const RemovedAndEdited = (): ReactElement => (
  <RegisterStory
    register={{
      ...sampleRegister(6),
      contested: [{ row: sampleRow(7), removedBy: 'First trainer', editedBy: 'Second trainer' }],
    }}
  />
);

function FormStory({ isProblem = false }: { readonly isProblem?: boolean }): ReactElement {
  return (
    <Page>
      <ParticipantFormView
        code={isProblem ? null : 'KT7-002'}
        isNameElsewhere={false}
        namesErasedAtMs={null}
        stored={isProblem ? emptyParticipantForm : participantFormValuesOf(sampleRow(1))}
        isTried={isProblem}
        findSame={() => (isProblem ? 'KT7-001' : null)}
        institutions={[{ name: 'Ministry of Justice', type: 'MIN', entry: null }]}
        today="2026-11-24"
        problem={isProblem ? { key: 'frame.refused.failed' } : null}
        isReadOnly={false}
        onSave={() => Promise.resolve(false)}
        onClose={nothing}
        onRemove={isProblem ? null : nothing}
      />
    </Page>
  );
}
export const Form = (): ReactElement => <FormStory />;
export const FormWithProblems = (): ReactElement => <FormStory isProblem />;

export const ChooseList = (): ReactElement => (
  <Page>
    <DraftFormScope name="import">
      <ChooseListView refusal={null} onFile={nothing} onPaste={nothing} onClose={nothing} />
    </DraftFormScope>
  </Page>
);
export const ListRefused = (): ReactElement => (
  <Page>
    <DraftFormScope name="import">
      <ChooseListView refusal={{ kind: 'encrypted' }} onFile={nothing} onPaste={nothing} onClose={nothing} />
    </DraftFormScope>
  </Page>
);

function ImportStory({ preview }: { readonly preview?: ImportPreview }): ReactElement {
  const sample = sampleImport();
  return (
    <Page>
      <ImportPreviewView
        name="participants.csv"
        sheets={['']}
        sheetAt={0}
        onSheet={nothing}
        encoding="windows-1256"
        onEncoding={nothing}
        rows={sample.sheet.rows}
        head={guessImportHead(sample.sheet.rows)}
        choices={sample.choices}
        onChoose={nothing}
        preview={preview ?? sample.preview}
        problem={null}
        isAdding={false}
        onBack={nothing}
        onClose={nothing}
        onSaveProblems={nothing}
        onAdd={nothing}
      />
    </Page>
  );
}
export const ImportPreviewed = (): ReactElement => <ImportStory />;
export const ImportTooLong = (): ReactElement => (
  <ImportStory preview={{ kind: 'tooManyRows', rows: 10_000, most: 970 }} />
);

export const SignIn = (): ReactElement => (
  <Page>
    <SignInDialogView language="en" onLanguage={nothing} making={null} onMake={nothing} onClose={nothing} />
  </Page>
);

const sampleRecipient = `age1${'q'.repeat(58)}`;

/** The programme names a key for the first time. */
export const SealKeyFirst = (): ReactElement => (
  <Page>
    <SealKeyView reader="certificate-desk" recipient={sampleRecipient} isFurther={false} onAgree={nothing} />
  </Page>
);

/** A further key, after values were encrypted to an earlier one. */
export const SealKeyFurther = (): ReactElement => (
  <Page>
    <SealKeyView reader="me" recipient={sampleRecipient} isFurther onAgree={nothing} />
  </Page>
);
