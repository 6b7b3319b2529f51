import { type ReactElement, useEffect, useMemo } from 'react';
import type { ConsoleDocumentResponse } from '#api/console-api.ts';
import { ok } from '#base/result.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { followedAssessmentOf } from '#domain/assessment/create-assessment.ts';
import { type Document, plainTextAt, type Register } from '#domain/document/document.ts';
import type { Path } from '#domain/document/op.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { pinnedInstrumentRef } from '#domain/report/report-sources.ts';
import { defaultMaturityModel, type MaturityModel } from '#domain/scoring/maturity-model.ts';
import { maturityModelOf } from '#domain/scoring/needs-assessment.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import type { ChangeHistory } from '#renderer/console/api/console-client.ts';
import {
  useConsole,
  useDeviceLabels,
  useMissionList,
  usePolledResource,
  usePublishedInstrument,
} from '#renderer/console/app/console-context.ts';
import { ConsoleFrame, missionTitleOf } from '#renderer/console/app/console-frame.tsx';
import { consoleAddressOf, navigateTo, unfilteredRecordList } from '#renderer/console/app/console-route.ts';
import { missionRecordsOf, missionRecordsResource } from '#renderer/console/app/mission-records.ts';
import type { LoadState } from '#renderer/console/app/polled-resource.ts';
import { problemMessagesOf } from '#renderer/console/app/problem-messages.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { readFormAnswers, readPlainQuestions } from '#renderer/form/read-form-answers.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { documentKindLabel } from '#renderer/records/value-labels.ts';
import { localDayOf, Pill, useKeyPresses, useNowMs } from '#renderer/ui';
import { readAssessment } from './answers/assessment-reading.ts';
import { useAssessmentConclusions } from './overview/assessment-conclusions.tsx';
import type { FollowedAssessment } from './overview/assessment-overview-view.tsx';
import { RecordView } from './record-view.tsx';
import type { RecordHistoryState } from './timeline/change-list-view.tsx';
import { readRecordHistory } from './timeline/record-history.ts';
import { useReviewService } from './workflow/use-review-service.ts';
import {
  readWorkshopReports,
  type WorkshopReading,
  type WorkshopReports,
} from './workshop/workshop-reports.ts';

/**
 * Keys of a page of questions at headquarters.
 * J and K go from question to question. With Alt, P adds a comment to one, and R gives the reason to keep its rating.
 */
function useQuestionKeys(): void {
  useKeyPresses((key) => {
    const questions = [...document.querySelectorAll<HTMLElement>('#fb-main article[data-question]')];
    const at = questions.findIndex((one) => one.contains(document.activeElement));
    switch (key) {
      case 'j':
        return focusQuestion(questions[Math.min(at + 1, questions.length - 1)]);
      case 'k':
        return focusQuestion(questions[Math.max(at - 1, 0)]);
      case 'Alt+p':
        return clickButton(questions[at]?.querySelector('[data-add-point] button'));
      case 'Alt+r':
        return clickButton(questions[at]?.querySelector('[data-override] button'));
      default:
        return false;
    }
  });
}

function focusQuestion(question: HTMLElement | undefined): boolean {
  question?.focus({ preventScroll: true });
  question?.scrollIntoView({ block: 'start' });
  return question !== undefined;
}

function clickButton(button: Element | null | undefined): boolean {
  if (!(button instanceof HTMLElement)) return false;
  button.click();
  return true;
}

interface RecordScreenProps {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly part: string;
}

/**
 * One record, kept fresh while it is on the screen. Its answers are read; an assessment is also reviewed
 * here.
 */
export function RecordScreen({ log, doc, part }: RecordScreenProps): ReactElement {
  const { client, resources } = useConsole();
  const resource = resources.getOrCreate(`record ${log} ${doc}`, () => client.readRecord(log, doc));
  const recordState = usePolledResource(resource);
  const { title, crumbs } = useRecordHeading(log, recordState);
  const hrefOf = (next: string): string => consoleAddressOf({ screen: 'record', log, doc, part: next });

  return (
    <ConsoleFrame
      log={log}
      railItem={null}
      head={{ title, crumbs, actions: <RecordHeadingPills record={recordState} /> }}
      shows={recordState}
    >
      <ResourceContent of={recordState} onTryAgain={resource.reload}>
        {(consoleDocumentResponse) => (
          <LoadedRecord
            response={consoleDocumentResponse}
            onReload={resource.reload}
            part={part}
            hrefOf={hrefOf}
            onGo={(next) => navigateTo({ screen: 'record', log, doc, part: next })}
          />
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}

function RecordHeadingPills({
  record,
}: {
  readonly record: LoadState<ConsoleDocumentResponse>;
}): ReactElement {
  const translate = useTranslate();
  return (
    <>
      {record.kind === 'present' && record.value.removed && (
        <Pill text={translate('console.records.removed')} />
      )}
      {record.kind === 'present' && record.value.status !== null && (
        <StatusPill status={record.value.status} />
      )}
    </>
  );
}

interface LoadedRecordProps {
  readonly response: ConsoleDocumentResponse;
  readonly onReload: () => void;
  readonly part: string;
  readonly hrefOf: (part: string) => string;
  readonly onGo: (part: string) => void;
}

function LoadedRecord({ response, onReload, part, hrefOf, onGo }: LoadedRecordProps): ReactElement {
  useQuestionKeys();
  const labels = useDeviceLabels();
  const recordHistoryState = useRecordHistory(response);
  const document = useMemo(() => documentOfResponse(response), [response]);
  const shownDocument = useMemo(() => withNamesOfResponse(document, response), [document, response]);
  const reviewService = useReviewService(response, document, onReload);
  const { instrument, model, form } = useRecordInstrument(document);
  const assessmentConclusions = useAssessmentConclusions(document, instrument);
  const followedAssessment = useFollowedAssessment(response.log, document, model ?? defaultMaturityModel);
  const workshopReading = useWorkshopReading(response.log, document);
  const names = useMemo(() => ({ people: response.people, labels }), [response.people, labels]);
  return (
    <RecordView
      document={shownDocument}
      held={response.heldChanges}
      instruments={model === null ? [defaultMaturityModel] : [model]}
      form={form}
      conclusions={assessmentConclusions}
      followed={followedAssessment}
      workshop={workshopReading}
      history={recordHistoryState}
      names={names}
      service={reviewService}
      part={part}
      hrefOf={hrefOf}
      onGo={onGo}
    />
  );
}

const documentOfResponse = ({ doc, kind, registers }: ConsoleDocumentResponse): Document => ({
  doc,
  kind,
  registers,
});

/** Copy of the record for its page, with the present names of institutions. Acts take the stored one. */
function withNamesOfResponse(
  document: Document,
  { institutionNames = {} }: ConsoleDocumentResponse,
): Document {
  const renamed = Object.entries(institutionNames).flatMap(([path, value]) => {
    const register = document.registers[path as Path]; // a path of the answer
    return register === undefined ? [] : [[path, withValue(register, value)] as const];
  });
  return { ...document, registers: { ...document.registers, ...Object.fromEntries(renamed) } };
}

const withValue = (register: Register, value: string): Register => ({
  ...register,
  heads: register.heads.map((head) => ({ ...head, value })),
});

/**
 * Instruments of this record: the model that rates it and its further questions, or its form; all null for
 * the built-in one.
 */
function useRecordInstrument(document: Document) {
  const translate = useTranslate();
  const language = useLanguage();
  const instrument = usePublishedInstrument(
    document.kind === assessmentKind ? pinnedInstrumentRef(document) : '',
  );
  return useMemo(() => {
    const maturityModel = instrument && maturityModelOf(instrument, language);
    const words = { language, loose: translate('form.section.loose') };
    if (instrument === null || maturityModel === null)
      return {
        instrument,
        model: maturityModel,
        form: instrument && readFormAnswers(document, instrument, words),
      };
    const plain = readPlainQuestions(document, instrument, words);
    return { instrument, model: maturityModel, form: plain.length === 0 ? null : plain };
  }, [instrument, document, language, translate]);
}

/** Earlier assessment that this one follows up, with its levels by the same instrument; of any mission read here. */
function useFollowedAssessment(
  logId: LogId,
  document: Document,
  maturityModel: MaturityModel,
): FollowedAssessment | null {
  const { client, resources } = useConsole();
  const address = document.kind === assessmentKind ? followedAssessmentOf(document, logId) : null;
  const [documentId, from] = [address?.doc, address?.log ?? logId];
  const resource = useMemo(
    () =>
      documentId === undefined
        ? resources.getOrCreate('no record', loadNoRecords)
        : resources.getOrCreate(
            `followed ${from} ${documentId}`,
            () => client.readRecord(from, documentId),
            () => () => undefined,
          ),
    [client, resources, from, documentId],
  );
  const foundLoadState = usePolledResource<ConsoleDocumentResponse | null>(resource);
  return useMemo(() => {
    if (documentId === undefined || foundLoadState.kind !== 'present' || foundLoadState.value === null)
      return null;
    const earlier = documentOfResponse(foundLoadState.value);
    const ref = plainTextAt(earlier, 'instrument');
    const isSame = ref.split('@')[0] === plainTextAt(document, 'instrument').split('@')[0];
    const { dimensions } = readAssessment(earlier, [], maturityModel);
    return {
      title: foundLoadState.value.facts.institution || foundLoadState.value.title,
      referenceDate: plainTextAt(earlier, 'reference-date'),
      href: consoleAddressOf({ screen: 'record', log: from, doc: documentId, part: '' }),
      levels: new Map(
        isSame ? dimensions.map(({ dimension, score }) => [dimension.code, score?.reported ?? null]) : [],
      ),
    };
  }, [documentId, foundLoadState, document, maturityModel, from]);
}

/** Reports of a workshop, over the records of its mission; null for a record of another kind. */
function useWorkshopReading(logId: LogId, document: Document): WorkshopReading | null {
  const { client, resources } = useConsole();
  const language = useLanguage();
  const today = localDayOf(useNowMs());
  const isWorkshop = document.kind === workshopKind;
  const resource = isWorkshop
    ? missionRecordsResource(resources, client, logId)
    : resources.getOrCreate('no mission records', loadNoRecords);
  const recordsState = usePolledResource(resource);
  const reports = useMemo((): LoadState<WorkshopReports> => {
    if (recordsState.kind !== 'present') return recordsState;
    if (recordsState.value === null) return { kind: 'loading' };
    const value = readWorkshopReports(missionRecordsOf(recordsState.value, today), document, language);
    return { ...recordsState, value };
  }, [recordsState, document, language, today]);
  if (!isWorkshop) return null;
  return {
    showReports: (content) => (
      <ResourceContent of={reports} onTryAgain={resource.reload}>
        {content}
      </ResourceContent>
    ),
    hrefOfReport: (code) =>
      consoleAddressOf({ screen: 'reports', log: logId, begins: { code, about: document.doc } }),
  };
}

const loadNoRecords = async () => ok(null);

/** History of this record, up to its newest state. Fetched again only when the record has changed. */
function useRecordHistory(consoleDocumentResponse: ConsoleDocumentResponse): RecordHistoryState {
  const { client, resources } = useConsole();
  const { log, doc } = consoleDocumentResponse;
  const resource = resources.getOrCreate(
    `history ${log} ${doc}`,
    () => client.readHistory(log, doc),
    () => () => undefined,
  );
  const historyState = usePolledResource(resource);
  // `answer` keeps its identity while nothing changes at headquarters
  // (`renderer/console/app/polled-resource.ts`).
  useEffect(() => resource.reload(), [resource, consoleDocumentResponse]);
  return useMemo(() => historyStateOf(historyState, resource.reload), [historyState, resource]);
}

function historyStateOf(historyState: LoadState<ChangeHistory>, onTryAgain: () => void): RecordHistoryState {
  switch (historyState.kind) {
    case 'loading':
      return { kind: 'loading' };
    case 'failed':
      return { kind: 'failed', ...problemMessagesOf(historyState.problem), onTryAgain };
    case 'present':
      return {
        kind: 'present',
        arrivals: readRecordHistory(historyState.value.ops),
        isWhole: historyState.value.isWhole,
      };
  }
}

/** Heading of the record, while it is loading and after. */
function useRecordHeading(logId: LogId, recordState: LoadState<ConsoleDocumentResponse>) {
  const translate = useTranslate();
  const missionsState = useMissionList();
  const missionRow =
    missionsState.kind === 'present' ? missionsState.value.find((row) => row.log === logId) : undefined;
  const list = unfilteredRecordList;
  const crumbs = [
    { label: translate('console.missions.title'), href: consoleAddressOf({ screen: 'missions' }) },
    {
      label: missionRow ? missionTitleOf(missionRow, translate) : translate('console.records.title'),
      href: consoleAddressOf({ screen: 'records', log: logId, list }),
    },
  ];
  if (recordState.kind !== 'present') return { title: translate('path.record'), crumbs };
  const { title, kind, facts } = recordState.value;
  // Assessments of one mission often have the same title: the institution comes first.
  const head = facts.institution || title || translate('value.untitled');
  const last = title === '' || title === head ? translate(documentKindLabel(kind)) : title;
  return { title: head, crumbs: [...crumbs, { label: last }] };
}
