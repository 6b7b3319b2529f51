import { type ReactElement, useState } from 'react';
import { v7 } from 'uuid';
import type { JsonValue } from '#base/json.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { type AssessmentNames, decideRenameAssessment } from '#domain/assessment/create-assessment.ts';
import {
  countMarkedComments,
  decideMoveAssessment,
  mayMoveInto,
} from '#domain/assessment/move-assessment.ts';
import { type Document, dotsAt, emptyDocument, plainTextAt, valueAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import {
  useWriteRegisters,
  type WriteOutcome,
  writeRefusalMessage,
  writeToLog,
} from '#renderer/field/app/documents/use-document.ts';
import { readOnce, useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { useRecordUndo } from '#renderer/field/app/undo/record-undo.tsx';
import { type Message, type MessageKey, useTranslate } from '#renderer/i18n';
import type {
  MissionSummary,
  PeopleByDevice,
  RegisterWrite,
  StoreApi,
} from '#renderer/store/api/store-api.ts';
import { type SelectOption, useNotify } from '#renderer/ui';
import { CreateAssessment } from '../create-record.tsx';
import { createRefusalMessage } from '../create-record-view.tsx';
import { MoveRecordView, RemoveRecordView, RenameRecordView } from './record-dialogs-view.tsx';
import { type MissionAssessmentRow, type MissionWorkshopRow, recordNameOf } from './record-rows.ts';
import type { RecordAct } from './record-tables-view.tsx';

type RecordRow = MissionAssessmentRow | MissionWorkshopRow;

/** Act that a dialog asks about, with the record as it was then. */
interface AskedAct {
  readonly act: 'rename' | 'duplicate' | 'move' | 'remove';
  readonly row: RecordRow;
  readonly document: Document;
  readonly people: PeopleByDevice;
}

interface RecordActs {
  readonly onAct: (recordAct: RecordAct, recordRow: RecordRow) => void;
  /** Dialog of the act under way. */
  readonly dialog: ReactElement | null;
}

/** Flags of a record that one press changes, with the words of its notice. */
const flagActs = {
  archive: { path: 'archived', value: true, told: 'mission.record.told.archived' },
  unarchive: { path: 'archived', value: false, told: 'mission.record.told.unarchived' },
  remove: { path: 'removed', value: true, told: 'mission.record.told.removed' },
  restore: { path: 'removed', value: false, told: 'mission.record.told.restored' },
} as const satisfies {
  readonly [act in RecordAct]?: {
    readonly path: string;
    readonly value: boolean;
    readonly told: MessageKey;
  };
};
type FlagAct = keyof typeof flagActs;

/**
 * Acts on the records of a mission. Registers archive and remove a record, so each act merges and deletes nothing; its
 * notice takes it back.
 */
export function useRecordActs(logId: LogId, mission: DocumentId | undefined): RecordActs {
  const notify = useNotify();
  const { notifyAct } = useRecordUndo();
  const { store } = useFieldServices();
  const writeRegisters = useWriteRegisters(logId);
  const [askedAct, setAsked] = useState<AskedAct | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);

  const read = async ({ id, kind }: RecordRow): Promise<Pick<AskedAct, 'document' | 'people'>> =>
    (await readOnce(store, 'document', { log: logId, doc: id })) ?? {
      document: emptyDocument(id, kind),
      people: {},
    };

  const setFlag = async (flagAct: FlagAct, recordRow: RecordRow): Promise<WriteOutcome> => {
    const { path, value, told } = flagActs[flagAct];
    const { document } = await read(recordRow);
    const over = dotsAt(document, path);
    const outcome = await writeRegisters([
      { doc: recordRow.id, kind: recordRow.kind, path: pathOf(path), value, over },
    ]);
    if (outcome.kind === 'saved')
      notifyAct((translate) => translate(told, { name: recordNameOf(recordRow) }));
    return outcome;
  };

  const press = async (flagAct: FlagAct, recordRow: RecordRow): Promise<void> => {
    const outcome = await setFlag(flagAct, recordRow);
    if (outcome.kind !== 'saved')
      notify({ meaning: 'bad', key: 'record', text: (translate) => translate(writeRefusalMessage(outcome)) });
  };

  const close = (): void => {
    setAsked(null);
    setProblem(null);
  };

  const onAct = (recordAct: RecordAct, recordRow: RecordRow): void => {
    if (recordAct === 'rename' || recordAct === 'duplicate' || recordAct === 'move' || recordAct === 'remove')
      void read(recordRow).then((found) => setAsked({ act: recordAct, row: recordRow, ...found }));
    else void press(recordAct, recordRow);
  };

  const remove = async (recordRow: RecordRow): Promise<void> => {
    const outcome = await setFlag('remove', recordRow);
    if (outcome.kind === 'saved') close();
    else setProblem(writeRefusalMessage(outcome));
  };

  const dialog = (): ReactElement | null => {
    if (askedAct === null) return null;
    const { act, row, document, people } = askedAct;
    if (act === 'move')
      return (
        <MoveRecord
          log={logId}
          document={document}
          people={people}
          name={recordNameOf(row)}
          onClose={close}
        />
      );
    if (act === 'rename') return <RenameRecord log={logId} document={document} onClose={close} />;
    if (act === 'remove')
      return (
        <RemoveRecordView
          name={recordNameOf(row)}
          content={
            'answered' in row
              ? { key: 'mission.record.remove.answers', values: { count: row.answered } }
              : { key: 'mission.record.remove.sessions', values: { count: row.sessions } }
          }
          problem={problem}
          onRemove={() => void remove(row)}
          onClose={close}
        />
      );
    return mission === undefined ? null : (
      <CreateAssessment log={logId} mission={mission} source={document} onClose={close} />
    );
  };
  return { onAct, dialog: dialog() };
}

interface RenameRecordProps {
  readonly log: LogId;
  readonly document: Document;
  readonly onClose: () => void;
}

/** Form with the names of one record; writes those that changed. */
function RenameRecord({ log, document, onClose }: RenameRecordProps): ReactElement {
  const writeRegisters = useWriteRegisters(log);
  const isAssessment = document.kind === assessmentKind;
  const knownResult = useStoreQuery('institutions', { log });
  const type = valueAt(document, 'institution/type');
  const [assessmentNames, setNames] = useState<AssessmentNames>({
    institution: plainTextAt(document, 'institution/name'),
    institutionRef: plainTextAt(document, 'institution/ref') || null,
    type: typeof type === 'string' ? type : null,
    title: plainTextAt(document, 'title'),
  });
  const [problem, setProblem] = useState<Message | null>(null);

  const keep = async (): Promise<boolean> => {
    const title = assessmentNames.title.trim();
    const values = isAssessment ? decideRenameAssessment(document, assessmentNames) : null;
    if (values?.ok === false || title === '') {
      setProblem(createRefusalMessage(values?.ok === false ? values.refusal : { kind: 'titleMissing' }));
      return false;
    }
    const changes = values?.value ?? [{ path: 'title', value: title }];
    const outcome = await writeRegisters(
      changes.map(({ path, value }) => ({
        doc: document.doc,
        kind: document.kind,
        path: pathOf(...path.split('/')),
        value,
        over: dotsAt(document, path),
      })),
    );
    if (outcome.kind === 'saved') onClose();
    else setProblem(writeRefusalMessage(outcome));
    return outcome.kind === 'saved';
  };

  return (
    <RenameRecordView
      names={assessmentNames}
      institutions={isAssessment ? (knownResult.kind === 'present' ? knownResult.result : []) : null}
      problem={problem}
      onChange={(nextAssessmentNames) => {
        setNames(nextAssessmentNames);
        setProblem(null);
      }}
      onKeep={keep}
      onClose={onClose}
    />
  );
}

interface MoveRecordProps {
  readonly log: LogId;
  readonly document: Document;
  readonly people: PeopleByDevice;
  readonly name: string;
  readonly onClose: () => void;
}

/** Both records of a move: the new one, and the former one in its own mission. */
interface MovedRecords {
  readonly to: { readonly log: LogId; readonly doc: DocumentId };
  readonly from: { readonly log: LogId; readonly doc: DocumentId };
}

/** Ask for the other mission, copy the whole assessment there, and then remove the record here. */
function MoveRecord({ log, document, people, name, onClose }: MoveRecordProps): ReactElement {
  const translate = useTranslate();
  const { notifyAct } = useRecordUndo();
  const { store, session } = useFieldServices();
  const missionsResult = useStoreQuery('missions', null);
  const [documentId] = useState(() => DocumentId.parse(v7()));
  const [chosenLogId, setChosen] = useState<LogId | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const otherMissionSummaries =
    missionsResult.kind === 'present'
      ? missionsResult.result.filter((missionSummary) => missionSummary.log !== log)
      : [];

  const decide = (missionSummary: MissionSummary) =>
    decideMoveAssessment(document, { doc: documentId, mission: missionSummary.doc, from: log }, (deviceId) =>
      deviceId === session.device ? '' : (people[deviceId]?.name ?? ''),
    );
  const optionOf = (missionSummary: MissionSummary): SelectOption<LogId> => {
    const roles = session.roles[missionSummary.log] ?? [];
    const option = { id: missionSummary.log, label: missionSummary.title };
    const isWriter = writeModeOf(roles, emptyDocument(documentId, assessmentKind)) === 'open';
    const decided = decide(missionSummary);
    if (isWriter && (!decided.ok || mayMoveInto(roles, decided.value))) return option;
    const obstacle = isWriter ? 'mission.record.move.leadOnly' : 'mission.record.move.readOnly';
    return { ...option, isDisabled: true, description: translate(obstacle) };
  };
  const [firstMissionSummary] = otherMissionSummaries;
  const refusal = firstMissionSummary === undefined ? null : decide(firstMissionSummary);

  const move = async (): Promise<void> => {
    const missionSummary = otherMissionSummaries.find((one) => one.log === chosenLogId);
    if (missionSummary === undefined) return setProblem({ key: 'mission.record.move.missing' });
    const decided = decide(missionSummary);
    if (!decided.ok) return;
    // Both writes are one act, which one undo takes back.
    const act = v7();
    const movedRecords: MovedRecords = {
      to: { log: missionSummary.log, doc: documentId },
      from: { log, doc: document.doc },
    };
    const copied = await writeToLog(
      store,
      missionSummary.log,
      decided.value.map((value) => ({ ...value, over: [] })),
      { act },
    );
    if (copied.kind !== 'saved') return setProblem(writeRefusalMessage(copied));
    const left = await writeToLog(store, log, leaveWrites(document, movedRecords.to), { act });
    if (left.kind !== 'saved') {
      await undoMove(store, movedRecords);
      return setProblem(writeRefusalMessage(left));
    }
    notifyAct((say) => say('mission.record.told.moved', { name, mission: missionSummary.title }));
    onClose();
  };

  return (
    <MoveRecordView
      name={name}
      missions={missionsResult.kind === 'present' ? otherMissionSummaries.map(optionOf) : null}
      chosen={chosenLogId}
      marked={countMarkedComments(document)}
      refusal={refusal === null || refusal.ok ? null : refusal.refusal}
      problem={problem}
      onChoose={(nextLogId) => {
        setChosen(nextLogId);
        setProblem(null);
      }}
      onMove={() => void move()}
      onClose={onClose}
    />
  );
}

const registerWrite = (document: Document, path: string, value: JsonValue): RegisterWrite => ({
  doc: document.doc,
  kind: document.kind,
  path: pathOf(path),
  value,
  over: dotsAt(document, path),
});

/** Writes by which the former record leaves its mission, and names the one that took its place. */
const leaveWrites = (document: Document, to: MovedRecords['to']): readonly RegisterWrite[] => [
  registerWrite(document, 'moved-to', { ...to }),
  registerWrite(document, 'removed', true),
];

/** Bring back the former record after a refusal, then remove the one that took its place. */
async function undoMove(storeApi: StoreApi, { from, to }: MovedRecords): Promise<WriteOutcome> {
  const documentOf = async ({ log, doc }: MovedRecords['to']): Promise<Document> =>
    (await readOnce(storeApi, 'document', { log, doc }))?.document ?? emptyDocument(doc, assessmentKind);
  const formerDocument = await documentOf(from);
  const back = await writeToLog(storeApi, from.log, [
    registerWrite(formerDocument, 'removed', false),
    registerWrite(formerDocument, 'moved-to', null),
  ]);
  if (back.kind !== 'saved') return back;
  return writeToLog(storeApi, to.log, [registerWrite(await documentOf(to), 'removed', true)]);
}
