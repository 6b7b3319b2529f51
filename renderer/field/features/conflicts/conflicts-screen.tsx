import { useState, type ReactElement } from 'react';
import type { Json } from '#domain/base/json.ts';
import type { Document } from '#domain/document/document.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useFrameFacts } from '#renderer/field/app/frame-context.tsx';
import { useListCursor } from '#renderer/field/app/use-list-cursor.ts';
import { useWriteMode } from '#renderer/field/app/use-write-mode.ts';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import { useQuery } from '#renderer/field/use-query.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { ConflictEntry, DocumentAnswer } from '#renderer/store/store-api.ts';
import { ConflictsView, type RecordDecisions } from './conflicts-view.tsx';
import { type Decision, decisionsOf } from './decision.ts';
import { DecisionCard } from './decision-card.tsx';
import { sayDecision, type Writer } from './decision-texts.ts';
import { useDocuments } from '#renderer/field/app/use-documents.ts';
import { sayValue } from './value-words.ts';

const none: readonly ConflictEntry[] = [];

/** All conflicts of all missions, to be decided here. */
export function ConflictsScreen(): ReactElement {
  const speaking = { say: useSay(), format: useFormat() };
  const { session } = useField();
  const { missions } = useFrameFacts();
  const writeModeOf = useWriteMode();
  const found = useQuery('conflicts', null);
  const entries = found.kind === 'present' ? found.answer : none;
  const answers = useDocuments(documentsIn(entries));
  const nameOf = (person: Json): string | null =>
    Object.values(session.people).find((one) => one.person === person)?.name ?? null;
  const records = byRecord(
    decisionsOf(entries, documentsOf(answers), nameOf),
    (log) => missions?.find((one) => one.log === log)?.title,
  );
  const cursor = useListCursor(records.flatMap(({ decisions }) => decisions.map(({ id }) => id)));
  const [decided, setDecided] = useState<Message | null>(null);

  const writerOf = (device: DeviceId): Writer => ({
    name: session.people[device]?.name ?? null,
    isThisLaptop: device === session.device,
  });
  const onDecided = (decision: Decision, value: Json): void => {
    const title = sayDecision(speaking, decision);
    cursor.lead();
    setDecided({
      key: 'conflict.decided',
      values: {
        title,
        value:
          (decision.words.sort === 'person' ? nameOf(value) : null) ??
          sayValue(speaking, decision.words.sort, value),
      },
    });
  };

  return (
    <ScreenFrame title={speaking.say('frame.rail.conflicts')}>
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
              isReadOnly={isReadOnly(answers.get(decision.doc), writeModeOf)}
              onCurrent={() => cursor.onCurrent(decision.id)}
              onDecided={onDecided}
            />
          )}
        />
      )}
    </ScreenFrame>
  );
}

/** Until the document is there, acts are offered; the store has the last word. */
const isReadOnly = (
  answer: DocumentAnswer | undefined,
  writeModeOf: ReturnType<typeof useWriteMode>,
): boolean => answer !== undefined && writeModeOf(answer.roles, answer.document) !== 'open';

const documentsIn = (entries: readonly ConflictEntry[]): readonly Pick<ConflictEntry, 'log' | 'doc'>[] => [
  ...new Map(entries.map(({ log, doc }) => [doc, { log, doc }])).values(),
];

const documentsOf = (answers: ReadonlyMap<DocumentId, DocumentAnswer>): ReadonlyMap<DocumentId, Document> =>
  new Map([...answers].map(([doc, { document }]) => [doc, document]));

/** Records in the order of their first decision. */
function byRecord(
  decisions: readonly Decision[],
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
