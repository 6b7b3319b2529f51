import { type ReactElement, useState } from 'react';
import { v7 } from 'uuid';
import { formShapeOf, registersOfChange } from '#domain/assessment/answer-registers.ts';
import { AssessmentType } from '#domain/assessment/assessment.ts';
import { institutionFactsOf } from '#domain/assessment/assessment-summary.ts';
import {
  type AssessmentStart,
  type CreateAssessmentRefusal,
  decideCreateAssessment,
  decideCreateSuccessor,
  decideDuplicateAssessment,
  type SuccessorRefusal,
  startFromMaturityModel,
} from '#domain/assessment/create-assessment.ts';
import { type Document, plainTextAt, valueAt } from '#domain/document/document.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import { compareInstrumentVersions, instrumentRefOf } from '#domain/instrument/instrument-edition.ts';
import type { InstrumentEdition } from '#domain/instrument/instrument-kind.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import { pinnedInstrumentRef } from '#domain/report/report-sources.ts';
import { defaultMaturityModel, maturityModelRef } from '#domain/scoring/maturity-model.ts';
import { maturityModelOf } from '#domain/scoring/needs-assessment.ts';
import { openForm } from '#forms/engine/open-form.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { useFollowUpOptions } from '#renderer/field/app/documents/followed-assessment.ts';
import {
  type InstitutionNames,
  useInstitutionNames,
} from '#renderer/field/app/documents/institution-names.ts';
import { useWriteRegisters, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import { useDocuments } from '#renderer/field/app/documents/use-documents.ts';
import { createFormEnvironment, useInstrument } from '#renderer/field/app/documents/use-instrument.ts';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { type Message, type MessageKey, type Translate, useTranslate } from '#renderer/i18n';
import { instrumentTitleText } from '#renderer/records/value-labels.ts';
import type { DocumentSummary, StoreSession } from '#renderer/store/api/store-api.ts';
import type { SelectOption } from '#renderer/ui';
import {
  CreateAssessmentView,
  type ExistingAssessment,
  type NewAssessmentInput,
} from './create-record-view.tsx';

/** Instruments of a new assessment: of each published one the newest version that is not retired. */
function offeredInstruments(
  instrumentEditions: readonly InstrumentEdition[],
  builtIn: string,
  translate: Translate,
): readonly SelectOption<string>[] {
  const newestById = new Map<string, InstrumentEdition>();
  for (const instrumentEdition of instrumentEditions) {
    if (instrumentEdition.status !== 'published' || instrumentEdition.ref === builtIn) continue;
    const newestInstrumentEdition = newestById.get(instrumentEdition.id);
    if (
      !newestInstrumentEdition ||
      compareInstrumentVersions(instrumentEdition.version, newestInstrumentEdition.version) > 0
    )
      newestById.set(instrumentEdition.id, instrumentEdition);
  }
  return [...newestById.values()].map(({ ref, id, title, version, questions }) => ({
    id: ref,
    label: instrumentTitleText(id, title, translate),
    description: translate('mission.create.instrument.about', { version, count: questions }),
  }));
}

/** Default title of a new assessment, by its type. */
const assessmentTitleKeys = {
  baseline: 'mission.create.title.default',
  focused: 'mission.create.title.focused',
  'follow-up': 'life.followUp.title',
} as const satisfies { readonly [type in NewAssessmentInput['assessmentType']]: MessageKey };

/** Initial input of the form; that of a copy has the title and type of its source. */
function initialAssessmentInput(source: Document | undefined, translate: Translate): NewAssessmentInput {
  const type = AssessmentType.catch('baseline').parse(valueAt(source, 'type'));
  const institutionType = valueAt(source, 'institution/type');
  // A copy follows no assessment.
  const assessmentType = type === 'follow-up' ? 'baseline' : type;
  return {
    institution: '',
    type: typeof institutionType === 'string' ? institutionType : null,
    title: plainTextAt(source, 'title') || translate(assessmentTitleKeys[assessmentType]),
    assessmentType,
    follows: null,
    isWithAnswers: false,
  };
}

/** Assessment of this institution that the mission has already; null without one. */
function existingAssessmentOf(
  documentSummaries: readonly DocumentSummary[],
  keyOf: InstitutionNames['keyOf'],
  logId: LogId,
  { institution, institutionRef = null }: NewAssessmentInput,
): ExistingAssessment | null {
  const key = keyOf(logId, { 'institution/name': institution, 'institution/ref': institutionRef });
  const foundOfKind = recordsOfKind(documentSummaries, 'assessment').find(
    ({ facts }) => keyOf(logId, facts) === key,
  );
  if (key === '' || foundOfKind === undefined) return null;
  const { log, doc, title, status } = foundOfKind;
  return { title, status, href: fieldAddressOf({ screen: 'assessment', log, doc }) };
}

/** Title after a change of the form: a default title follows the type. */
const titleAfterChange = (
  previousInput: NewAssessmentInput,
  nextInput: NewAssessmentInput,
  translate: Translate,
): string =>
  nextInput.title === translate(assessmentTitleKeys[previousInput.assessmentType])
    ? translate(assessmentTitleKeys[nextInput.assessmentType])
    : nextInput.title;

/**
 * First values of an assessment with this instrument: defaults, values computed once, first rows. Null for a
 * form that cannot be opened.
 */
function beginFormAssessment(instrument: Instrument, storeSession: StoreSession): AssessmentStart | null {
  const form = openForm(instrument, createFormEnvironment(storeSession), []);
  if (!form.ok) return null;
  const formShape = formShapeOf(instrument);
  const { writes } = form.value.begin();
  return {
    instrument: instrumentRefOf(instrument),
    types: maturityModelOf(instrument)?.institution_types ?? null,
    answers: writes.flatMap((change) => registersOfChange(formShape, change)),
  };
}

interface CreateAssessmentProps {
  readonly log: LogId;
  readonly mission: DocumentId;
  /** Assessment to copy for another institution. */
  readonly source?: Document | undefined;
  readonly onClose: () => void;
}

const builtInInstrumentRef = maturityModelRef(defaultMaturityModel);

/** Ask for the details of a new assessment, write all at once, and open it. */
export function CreateAssessment({ log, mission, source, onClose }: CreateAssessmentProps): ReactElement {
  const translate = useTranslate();
  const { navigate, session } = useFieldServices();
  const writeRegisters = useWriteRegisters(log);
  const publishedResult = useStoreQuery('instruments', null);
  const recordsResult = useStoreQuery('documents', { log });
  const knownResult = useStoreQuery('institutions', { log });
  const { keyOf, nameOf } = useInstitutionNames();
  const [instrument, setInstrument] = useState(
    () => (source && pinnedInstrumentRef(source)) || builtInInstrumentRef,
  );
  const foundInstrument = useInstrument(instrument);
  const [newAssessment, setIntent] = useState(() => initialAssessmentInput(source, translate));
  const finals = useFollowUpOptions(log);
  const from = finals.find(({ id }) => id === newAssessment.follows)?.log ?? log;
  const followed = useDocuments(
    newAssessment.follows === null ? [] : [{ log: from, doc: newAssessment.follows }],
  );
  const [refusal, setRefusal] = useState<CreateAssessmentRefusal | SuccessorRefusal | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const isBuiltIn = instrument === builtInInstrumentRef;
  const needsType =
    isBuiltIn || (foundInstrument.kind === 'here' && foundInstrument.instrument.scoring !== undefined);

  const create = async (): Promise<boolean> => {
    const documentId = DocumentId.parse(v7());
    // The title may be left empty: the type then gives it.
    const titled = {
      ...newAssessment,
      title: newAssessment.title.trim() || translate(assessmentTitleKeys[newAssessment.assessmentType]),
    };
    const begun = isBuiltIn
      ? startFromMaturityModel(defaultMaturityModel)
      : foundInstrument.kind === 'here'
        ? beginFormAssessment(foundInstrument.instrument, session)
        : null;
    const previousDocument =
      newAssessment.follows === null ? undefined : followed.get(newAssessment.follows)?.document;
    const values =
      newAssessment.assessmentType === 'follow-up' && previousDocument !== undefined
        ? decideCreateSuccessor(
            previousDocument,
            documentId,
            { kind: 'follow-up', title: titled.title, referenceDate: null },
            from === log ? undefined : { from, mission },
          )
        : begun && decideFromIntent(source, titled, { doc: documentId, mission }, begun);
    if (values === null) {
      setProblem({ key: 'mission.create.instrument.notHere' });
      return false;
    }
    setRefusal(values.ok ? null : values.refusal);
    if (!values.ok) return false;
    const outcome = await writeRegisters(values.value.map((value) => ({ ...value, over: [] })));
    if (outcome.kind === 'saved') navigate({ screen: 'assessment', log, doc: documentId });
    else setProblem(writeRefusalMessage(outcome));
    return outcome.kind === 'saved';
  };

  return (
    <CreateAssessmentView
      intent={newAssessment}
      finals={finals}
      known={knownResult.kind === 'present' ? knownResult.result : []}
      existing={existingAssessmentOf(
        recordsResult.kind === 'present' ? recordsResult.result : [],
        keyOf,
        log,
        newAssessment,
      )}
      copiedFrom={source && nameOf(log, institutionFactsOf(source))}
      instruments={[
        { id: builtInInstrumentRef, label: translate('value.instrument.builtIn') },
        ...offeredInstruments(
          publishedResult.kind === 'present' ? publishedResult.result : [],
          builtInInstrumentRef,
          translate,
        ),
      ]}
      instrument={instrument}
      needsType={needsType}
      refusal={refusal}
      problem={problem}
      onChange={(nextInput) => {
        setIntent({ ...nextInput, title: titleAfterChange(newAssessment, nextInput, translate) });
        setRefusal(null);
      }}
      onInstrument={(next) => {
        setInstrument(next);
        setProblem(null);
      }}
      onCreate={create}
      onClose={onClose}
    />
  );
}

const decideFromIntent = (
  source: Document | undefined,
  newAssessment: NewAssessmentInput,
  ids: { readonly doc: DocumentId; readonly mission: DocumentId },
  assessmentStart: AssessmentStart,
) =>
  source === undefined
    ? decideCreateAssessment(newAssessment, ids, assessmentStart)
    : decideDuplicateAssessment(source, newAssessment, ids, assessmentStart);
