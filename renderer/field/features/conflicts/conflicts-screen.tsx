import type { ReactElement } from 'react';
import { groupByKey } from '#base/group.ts';
import type { JsonValue } from '#base/json.ts';
import { reopeningWrites } from '#domain/assessment/decided-conflicts.ts';
import type { Document } from '#domain/document/document.ts';
import type { Path } from '#domain/document/op.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import { isUndoablePath } from '#domain/kinds/undo-paths.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { useAnswerWriters } from '#renderer/field/app/documents/answer-conflict-card.tsx';
import { useInstitutionNames } from '#renderer/field/app/documents/institution-names.ts';
import { writeRefusalMessage, writeToLog } from '#renderer/field/app/documents/use-document.ts';
import { useDocuments } from '#renderer/field/app/documents/use-documents.ts';
import { useFrameFacts } from '#renderer/field/app/frame/frame-context.tsx';
import { ScreenFrame } from '#renderer/field/app/frame/screen-frame.tsx';
import { useListCursor } from '#renderer/field/app/keyboard/use-list-cursor.ts';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { useRecordUndo } from '#renderer/field/app/undo/record-undo.tsx';
import { describeRegister } from '#renderer/field/parts/describe-register.ts';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import type {
  ConflictEntry,
  DecidedConflictEntry,
  DocumentQueryResult,
} from '#renderer/store/api/store-api.ts';
import { type NoticeText, useNotify, useNowMs } from '#renderer/ui';
import {
  type AnswerDecision,
  answerDecisionsOf,
  type ConflictDecision,
  conflictDecisionsOf,
  recordNameOf,
} from './conflict-decisions.ts';
import { ConflictsView, type DecidedRow, type RecordDecisions } from './conflicts-view.tsx';
import {
  AnswerDecisionCard,
  DecisionCard,
  type DecisionCardCursor,
  indicatorOf,
  routeOfDecision,
} from './decision-card.tsx';
import { decisionTitle, keptVersionText, registerValueText } from './decision-labels.ts';

const noConflicts: readonly ConflictEntry[] = [];

/** All conflicts of all missions, to be decided here. */
export function ConflictsScreen(): ReactElement {
  const translate = useTranslate();
  const { session } = useFieldServices();
  const { missions } = useFrameFacts();
  const { notifyAct } = useRecordUndo();
  const notify = useNotify();
  const writerOf = useAnswerWriters();
  const { nameOf: institutionOf } = useInstitutionNames();
  const queryResult = useStoreQuery('conflicts', null);
  const conflictEntries = queryResult.kind === 'present' ? queryResult.result : noConflicts;
  const queryResults = useDocuments(documentRefsIn(conflictEntries));
  const documents = documentsById(queryResults);
  const nameOf = (person: JsonValue): string | null =>
    Object.values(session.people).find((deviceOwner) => deviceOwner.person === person)?.name ?? null;
  const decidedRows = useDecidedToday();
  const waitingDecisions = inOrderOfRecords(
    conflictEntries,
    answerDecisionsOf(conflictEntries, documents, { institutionOf }),
    conflictDecisionsOf(conflictEntries, documents, { own: session.device, nameOf, institutionOf }),
  );
  const listCursor = useListCursor(waitingDecisions.map(({ id }) => id));
  const cursorOf = (id: string): DecisionCardCursor => ({
    isCurrent: id === listCursor.currentId,
    takesFocus: listCursor.takesFocus,
    onCurrent: () => listCursor.onCurrent(id),
  });

  const onDecided = (conflictDecision: ConflictDecision, value: JsonValue): void => {
    const { kind, over, description } = conflictDecision;
    const noticeText: NoticeText = (translate, format) =>
      translate('conflict.decided', {
        title: decisionTitle({ translate, format }, conflictDecision),
        value:
          (description.valueKind === 'person' ? nameOf(value) : null) ??
          registerValueText({ translate, format }, description.valueKind, value),
      });
    listCursor.takeFocus();
    if ([...over.keys()].every((path) => isUndoablePath(kind, path))) notifyAct(noticeText);
    else notify({ meaning: 'info', key: 'undo', text: noticeText });
  };
  const onAnswerDecided = (noticeText: NoticeText): void => {
    listCursor.takeFocus();
    notifyAct(noticeText);
  };
  const cardOf = (waitingDecision: WaitingDecision): ReactElement =>
    'question' in waitingDecision ? (
      <AnswerDecisionCard
        key={waitingDecision.id}
        decision={waitingDecision}
        cursor={cursorOf(waitingDecision.id)}
        onDecided={(noticeText) => onAnswerDecided(noticeText)}
      />
    ) : (
      <DecisionCard
        key={waitingDecision.id}
        decision={waitingDecision}
        writerOf={writerOf}
        cursor={cursorOf(waitingDecision.id)}
        isReadOnly={isReadOnlyRecord(queryResults.get(waitingDecision.doc))}
        onDecided={onDecided}
      />
    );

  return (
    <ScreenFrame title={translate('frame.rail.conflicts')}>
      {queryResult.kind === 'present' && (
        <ConflictsView
          decided={decidedRows}
          records={groupDecisionsByRecord(
            waitingDecisions,
            (log) => missions?.find((frameMission) => frameMission.log === log)?.title,
            cardOf,
          )}
        />
      )}
    </ScreenFrame>
  );
}

/** Decisions of today that still stand, each with the act that opens it again. */
function useDecidedToday(): readonly DecidedRow[] {
  const translate = useTranslate();
  const format = useFormat();
  const notify = useNotify();
  const writerOf = useAnswerWriters();
  const { store } = useFieldServices();
  const sinceMs = new Date(useNowMs()).setHours(0, 0, 0, 0);
  const { nameOf: institutionOf } = useInstitutionNames();
  const queryResult = useStoreQuery('decidedConflicts', { sinceMs });
  const decidedConflictEntries = queryResult.kind === 'present' ? queryResult.result : noDecided;
  const documents = useDocuments(decidedConflictEntries);
  const reopen = async (decidedConflictEntry: DecidedConflictEntry, title: string): Promise<void> => {
    const { log, doc, kind } = decidedConflictEntry;
    const outcome = await writeToLog(
      store,
      log,
      reopeningWrites(decidedConflictEntry).map((reopeningWrite) => ({ doc, kind, ...reopeningWrite })),
    );
    notify(
      outcome.kind === 'saved'
        ? { meaning: 'info', key: 'undo', text: (say) => say('conflict.today.reopened', { title }) }
        : { meaning: 'bad', key: 'undo', text: (say) => say(writeRefusalMessage(outcome)) },
    );
  };
  return decidedConflictEntries.flatMap((decidedConflictEntry) => {
    const documentResult = documents.get(decidedConflictEntry.doc);
    const [firstRegister] = decidedConflictEntry.registers;
    if (documentResult === undefined || firstRegister === undefined) return [];
    const { kind, log, doc, question } = decidedConflictEntry;
    const describe = (path: Path) => describeRegister(kind, path, documentResult.document);
    const description = describe(firstRegister.path);
    const record = recordNameOf(log, documentResult.document, decidedConflictEntry.title, institutionOf);
    const title =
      question === null
        ? decisionTitle({ translate, format }, { description, record })
        : [question, indicatorOf(question)?.title].filter(Boolean).join(' ');
    const decider = writerOf(decidedConflictEntry.device);
    const who = decider.isThisLaptop
      ? translate('assessment.you')
      : (decider.name ?? translate('conflict.writer.someone'));
    return [
      {
        id: decidedConflictEntry.id,
        title,
        record,
        href: fieldAddressOf(
          question === null
            ? routeOfDecision({ kind, log, doc, description })
            : { screen: 'assessment', log, doc, question },
        ),
        by: translate('conflict.today.by', { who }),
        kept: keptVersionText(
          { translate, format },
          decidedConflictEntry,
          writerOf,
          (path) => describe(path).valueKind,
        ),
        atMs: decidedConflictEntry.atMs,
        onReopen: isReadOnlyRecord(documentResult)
          ? undefined
          : () => void reopen(decidedConflictEntry, title),
      },
    ];
  });
}

const noDecided: readonly DecidedConflictEntry[] = [];

/** Until the document is there, acts are offered; the store decides at the write. */
const isReadOnlyRecord = (queryResult: DocumentQueryResult | undefined): boolean =>
  queryResult !== undefined && writeModeOf(queryResult.roles, queryResult.document) !== 'open';

const documentRefsIn = (
  conflictEntries: readonly ConflictEntry[],
): readonly Pick<ConflictEntry, 'log' | 'doc'>[] => [
  ...new Map(conflictEntries.map(({ log, doc }) => [doc, { log, doc }])).values(),
];

const documentsById = (
  queryResults: ReadonlyMap<DocumentId, DocumentQueryResult>,
): ReadonlyMap<DocumentId, Document> =>
  new Map([...queryResults].map(([documentId, { document }]) => [documentId, document]));

type WaitingDecision = AnswerDecision | ConflictDecision;

/** Records in the order of the entries; in each, its answers before single fields. */
const inOrderOfRecords = (
  conflictEntries: readonly ConflictEntry[],
  answerDecisions: readonly AnswerDecision[],
  conflictDecisions: readonly ConflictDecision[],
): readonly WaitingDecision[] => {
  const byRecord = groupByKey<DocumentId, WaitingDecision>(
    [...answerDecisions, ...conflictDecisions],
    ({ doc }) => doc,
  );
  return [...new Set(conflictEntries.map(({ doc }) => doc))].flatMap(
    (documentId) => byRecord.get(documentId) ?? [],
  );
};

function groupDecisionsByRecord(
  waitingDecisions: readonly WaitingDecision[],
  missionOf: (logId: LogId) => string | undefined,
  cardOf: (waitingDecision: WaitingDecision) => ReactElement,
): readonly RecordDecisions[] {
  return [...groupByKey(waitingDecisions, ({ doc }) => doc)].map(([documentId, ofRecord]) => {
    const [firstWaitingDecision] = ofRecord;
    const isMission =
      firstWaitingDecision !== undefined &&
      'kind' in firstWaitingDecision &&
      firstWaitingDecision.kind === missionKind;
    const mission = firstWaitingDecision && !isMission ? missionOf(firstWaitingDecision.log) : undefined;
    return {
      id: documentId,
      title: firstWaitingDecision?.record ?? '',
      mission: mission ?? '',
      cards: ofRecord.map(cardOf),
    };
  });
}
