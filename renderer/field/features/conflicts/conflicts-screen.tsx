import { useState, type ReactElement } from 'react';
import type { JsonValue } from '#base/json.ts';
import type { Document } from '#domain/document/document.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { useFrameFacts } from '#renderer/field/app/frame/frame-context.tsx';
import { useListCursor } from '#renderer/field/app/keyboard/use-list-cursor.ts';
import { useWriteMode, useDocuments } from '#renderer/field/app/documents/use-document.ts';
import { ScreenFrame } from '#renderer/field/app/frame/screen-frame.tsx';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import type { ConflictEntry, DocumentQueryAnswer } from '#renderer/store/store-api.ts';
import { ConflictsView, type RecordDecisions } from './conflicts-view.tsx';
import { type ConflictDecision, conflictDecisionsOf } from './conflict-decisions.ts';
import { DecisionCard } from './decision-card.tsx';
import { decisionTitle, registerValueText, type ValueWriter } from './decision-labels.ts';

const noConflicts: readonly ConflictEntry[] = [];

/** All conflicts of all missions, to be decided here. */
export function ConflictsScreen(): ReactElement {
  const speaking = { translate: useTranslate(), format: useFormat() };
  const { session } = useFieldServices();
  const { missions } = useFrameFacts();
  const writeModeOf = useWriteMode();
  const found = useStoreQuery('conflicts', null);
  const entries = found.kind === 'present' ? found.answer : noConflicts;
  const answers = useDocuments(documentRefsIn(entries));
  const nameOf = (person: JsonValue): string | null =>
    Object.values(session.people).find((one) => one.person === person)?.name ?? null;
  const records = groupDecisionsByRecord(
    conflictDecisionsOf(entries, documentsById(answers), nameOf),
    (log) => missions?.find((one) => one.log === log)?.title,
  );
  const cursor = useListCursor(records.flatMap(({ decisions }) => decisions.map(({ id }) => id)));
  const [decided, setDecided] = useState<Message | null>(null);

  const writerOf = (device: DeviceId): ValueWriter => ({
    name: session.people[device]?.name ?? null,
    isThisLaptop: device === session.device,
  });
  const onDecided = (decision: ConflictDecision, value: JsonValue): void => {
    const title = decisionTitle(speaking, decision);
    cursor.lead();
    setDecided({
      key: 'conflict.decided',
      values: {
        title,
        value:
          (decision.words.sort === 'person' ? nameOf(value) : null) ??
          registerValueText(speaking, decision.words.sort, value),
      },
    });
  };

  return (
    <ScreenFrame title={speaking.translate('frame.rail.conflicts')}>
      {found.kind === 'present' && (
        <ConflictsView
          records={records}
          decided={decided}
          card={(decision) => (
            <DecisionCard
              key={decision.id}
              decision={decision}
              writerOf={writerOf}
              isCurrent={decision.id === cursor.currentId}
              takesFocus={cursor.isLed}
              isReadOnly={isReadOnlyRecord(answers.get(decision.doc), writeModeOf)}
              onCurrent={() => cursor.onCurrent(decision.id)}
              onDecided={onDecided}
            />
          )}
        />
      )}
    </ScreenFrame>
  );
}

/** Until the document is there, acts are offered; the store decides at the write. */
const isReadOnlyRecord = (
  answer: DocumentQueryAnswer | undefined,
  writeModeOf: ReturnType<typeof useWriteMode>,
): boolean => answer !== undefined && writeModeOf(answer.roles, answer.document) !== 'open';

const documentRefsIn = (entries: readonly ConflictEntry[]): readonly Pick<ConflictEntry, 'log' | 'doc'>[] => [
  ...new Map(entries.map(({ log, doc }) => [doc, { log, doc }])).values(),
];

const documentsById = (
  answers: ReadonlyMap<DocumentId, DocumentQueryAnswer>,
): ReadonlyMap<DocumentId, Document> => new Map([...answers].map(([doc, { document }]) => [doc, document]));

/** Records in the order of their first decision. */
function groupDecisionsByRecord(
  decisions: readonly ConflictDecision[],
  missionOf: (log: LogId) => string | undefined,
): readonly RecordDecisions[] {
  const docs = [...new Set(decisions.map(({ doc }) => doc))];
  return docs.map((doc) => {
    const ofRecord = decisions.filter((decision) => decision.doc === doc);
    const [first] = ofRecord;
    const mission = first && first.kind !== 'mission' ? missionOf(first.log) : undefined;
    return { id: doc, title: first?.record ?? '', mission: mission ?? '', decisions: ofRecord };
  });
}
