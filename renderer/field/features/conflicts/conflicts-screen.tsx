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
  DocumentQueryAnswer,
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
  const found = useStoreQuery('conflicts', null);
  const entries = found.kind === 'present' ? found.answer : noConflicts;
  const answers = useDocuments(documentRefsIn(entries));
  const documents = documentsById(answers);
  const nameOf = (person: JsonValue): string | null =>
    Object.values(session.people).find((one) => one.person === person)?.name ?? null;
  const decided = useDecidedToday();
  const waiting = inOrderOfRecords(
    entries,
    answerDecisionsOf(entries, documents, { institutionOf }),
    conflictDecisionsOf(entries, documents, { own: session.device, nameOf, institutionOf }),
  );
  const cursor = useListCursor(waiting.map(({ id }) => id));
  const cursorOf = (id: string): DecisionCardCursor => ({
    isCurrent: id === cursor.currentId,
    takesFocus: cursor.takesFocus,
    onCurrent: () => cursor.onCurrent(id),
  });

  const onDecided = (decision: ConflictDecision, value: JsonValue): void => {
    const { kind, over, description } = decision;
    const text: NoticeText = (translate, format) =>
      translate('conflict.decided', {
        title: decisionTitle({ translate, format }, decision),
        value:
          (description.valueKind === 'person' ? nameOf(value) : null) ??
          registerValueText({ translate, format }, description.valueKind, value),
      });
    cursor.takeFocus();
    if ([...over.keys()].every((path) => isUndoablePath(kind, path))) notifyAct(text);
    else notify({ meaning: 'info', key: 'undo', text });
  };
  const onAnswerDecided = (text: NoticeText): void => {
    cursor.takeFocus();
    notifyAct(text);
  };
  const cardOf = (one: WaitingDecision): ReactElement =>
    'question' in one ? (
      <AnswerDecisionCard
        key={one.id}
        decision={one}
        cursor={cursorOf(one.id)}
        onDecided={(text) => onAnswerDecided(text)}
      />
    ) : (
      <DecisionCard
        key={one.id}
        decision={one}
        writerOf={writerOf}
        cursor={cursorOf(one.id)}
        isReadOnly={isReadOnlyRecord(answers.get(one.doc))}
        onDecided={onDecided}
      />
    );

  return (
    <ScreenFrame title={translate('frame.rail.conflicts')}>
      {found.kind === 'present' && (
        <ConflictsView
          decided={decided}
          records={groupDecisionsByRecord(
            waiting,
            (log) => missions?.find((one) => one.log === log)?.title,
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
  const found = useStoreQuery('decidedConflicts', { sinceMs });
  const entries = found.kind === 'present' ? found.answer : noDecided;
  const documents = useDocuments(entries);
  const reopen = async (entry: DecidedConflictEntry, title: string): Promise<void> => {
    const { log, doc, kind } = entry;
    const outcome = await writeToLog(
      store,
      log,
      reopeningWrites(entry).map((one) => ({ doc, kind, ...one })),
    );
    notify(
      outcome.kind === 'saved'
        ? { meaning: 'info', key: 'undo', text: (say) => say('conflict.today.reopened', { title }) }
        : { meaning: 'bad', key: 'undo', text: (say) => say(writeRefusalMessage(outcome)) },
    );
  };
  return entries.flatMap((entry) => {
    const answer = documents.get(entry.doc);
    const [first] = entry.registers;
    if (answer === undefined || first === undefined) return [];
    const { kind, log, doc, question } = entry;
    const describe = (path: Path) => describeRegister(kind, path, answer.document);
    const description = describe(first.path);
    const record = recordNameOf(log, answer.document, entry.title, institutionOf);
    const title =
      question === null
        ? decisionTitle({ translate, format }, { description, record })
        : [question, indicatorOf(question)?.title].filter(Boolean).join(' ');
    const decider = writerOf(entry.device);
    const who = decider.isThisLaptop
      ? translate('assessment.you')
      : (decider.name ?? translate('conflict.writer.someone'));
    return [
      {
        id: entry.id,
        title,
        record,
        href: fieldAddressOf(
          question === null
            ? routeOfDecision({ kind, log, doc, description })
            : { screen: 'assessment', log, doc, question },
        ),
        by: translate('conflict.today.by', { who }),
        kept: keptVersionText({ translate, format }, entry, writerOf, (path) => describe(path).valueKind),
        atMs: entry.atMs,
        onReopen: isReadOnlyRecord(answer) ? undefined : () => void reopen(entry, title),
      },
    ];
  });
}

const noDecided: readonly DecidedConflictEntry[] = [];

/** Until the document is there, acts are offered; the store decides at the write. */
const isReadOnlyRecord = (answer: DocumentQueryAnswer | undefined): boolean =>
  answer !== undefined && writeModeOf(answer.roles, answer.document) !== 'open';

const documentRefsIn = (entries: readonly ConflictEntry[]): readonly Pick<ConflictEntry, 'log' | 'doc'>[] => [
  ...new Map(entries.map(({ log, doc }) => [doc, { log, doc }])).values(),
];

const documentsById = (
  answers: ReadonlyMap<DocumentId, DocumentQueryAnswer>,
): ReadonlyMap<DocumentId, Document> => new Map([...answers].map(([doc, { document }]) => [doc, document]));

type WaitingDecision = AnswerDecision | ConflictDecision;

/** Records in the order of the entries; in each, its answers before single fields. */
const inOrderOfRecords = (
  entries: readonly ConflictEntry[],
  answers: readonly AnswerDecision[],
  decisions: readonly ConflictDecision[],
): readonly WaitingDecision[] => {
  const byRecord = groupByKey<DocumentId, WaitingDecision>([...answers, ...decisions], ({ doc }) => doc);
  return [...new Set(entries.map(({ doc }) => doc))].flatMap((doc) => byRecord.get(doc) ?? []);
};

function groupDecisionsByRecord(
  waiting: readonly WaitingDecision[],
  missionOf: (log: LogId) => string | undefined,
  cardOf: (one: WaitingDecision) => ReactElement,
): readonly RecordDecisions[] {
  return [...groupByKey(waiting, ({ doc }) => doc)].map(([doc, ofRecord]) => {
    const [first] = ofRecord;
    const isMission = first !== undefined && 'kind' in first && first.kind === missionKind;
    const mission = first && !isMission ? missionOf(first.log) : undefined;
    return { id: doc, title: first?.record ?? '', mission: mission ?? '', cards: ofRecord.map(cardOf) };
  });
}
