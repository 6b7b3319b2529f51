import { Trash2 } from 'lucide-react';
import { type ReactElement, useMemo, useState } from 'react';
import { v7 as newId } from 'uuid';
import { dotsAt, emptyDocument, isItemRemoved } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import { isRemovedWithoutConflict } from '#domain/document/removal-conflicts.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import { mayWriteAt } from '#domain/kinds/permit.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import { findFormProblems } from '#domain/request/check-request.ts';
import {
  changedFields,
  emptyRequestForm,
  type RequestForm,
  readRequest,
  requestKind,
  takenOverDayOf,
} from '#domain/request/request.ts';
import { namesOfPeople, useTextChecks } from '#renderer/field/app/documents/checked-text-field.tsx';
import { DocumentFields } from '#renderer/field/app/documents/document-fields.tsx';
import { RemovedRecordNotice } from '#renderer/field/app/documents/removed-record.tsx';
import {
  useChangeRecord,
  useWriteRegisters,
  writeRefusalMessage,
} from '#renderer/field/app/documents/use-document.ts';
import { useFrameFacts } from '#renderer/field/app/frame/frame-context.tsx';
import { NotFoundScreen, ScreenFrame, useMissionCrumbs } from '#renderer/field/app/frame/screen-frame.tsx';
import { readOnce, useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { TextChecksContext } from '#renderer/records/text-checks.ts';
import type { DocumentSummary } from '#renderer/store/api/store-api.ts';
import { Banner, Button, localDayOf, ScreenPage, useNotify, useNowMs } from '#renderer/ui';
import { missionRequestRows, NewRequestDialogView, RequestFieldsView } from './request-fields-view.tsx';
import { type MissionRequestRow, RequestListView } from './request-list-view.tsx';
import { TakenOverView } from './taken-over-view.tsx';

interface RequestScreenProps {
  readonly log: LogId;
  readonly doc: DocumentId;
}

/** One request of the mission, saved field by field as every record. */
export function RequestScreen({ log, doc }: RequestScreenProps): ReactElement {
  const translate = useTranslate();
  const { session, navigate } = useFieldServices();
  const setRemoved = useSetRemoved(log);
  const [refusal, setRefusal] = useState<Message | null>(null);
  const queryResult = useStoreQuery('document', { log, doc });
  const crumbs = useMissionCrumbs(log, 'requests');
  const today = localDayOf(useNowMs());
  const documentResult = queryResult.kind === 'present' ? queryResult.result : null;
  const document = useMemo(
    () => documentResult?.document ?? emptyDocument(doc, requestKind),
    [documentResult, doc],
  );
  const { change, problem } = useChangeRecord(log, document);
  const roles = documentResult?.roles ?? session.roles[log] ?? [];
  const isGone = isRemovedWithoutConflict(document);
  const takenOverOn = takenOverDayOf(document);
  const isReadOnly = isGone || !mayWriteAt(roles, document, 'authority');
  const mayRemove = !isReadOnly && takenOverOn === null && mayWriteAt(roles, document, 'removed');
  const remove = async (): Promise<void> => {
    const foundMessage = await setRemoved(doc, true);
    setRefusal(foundMessage);
    if (foundMessage === null) navigate({ screen: 'mission', log, tab: 'requests' });
  };
  const names = namesOfPeople(session.people);
  const textChecks = useTextChecks({ document, names, confirm: isReadOnly ? null : change });
  if (queryResult.kind === 'loading')
    return (
      <ScreenFrame title="" crumbs={crumbs}>
        {null}
      </ScreenFrame>
    );
  if (documentResult === null) return <NotFoundScreen />;
  const { form } = readRequest(document);
  const refusalOf = (message: Message | null): string | null => message && translate(message);
  return (
    <TextChecksContext value={textChecks}>
      <ScreenFrame
        title={form.authority || translate('mission.requests.new')}
        crumbs={crumbs}
        actions={
          mayRemove && (
            <Button icon={Trash2} onPress={() => void remove()}>
              {translate('mission.requests.remove')}
            </Button>
          )
        }
      >
        <ScreenPage>
          <RemovedRecordNotice queryResult={documentResult} />
          {takenOverOn !== null && (
            <TakenOverView
              day={takenOverOn}
              removal={isGone ? 'decided' : isItemRemoved(document) ? 'undecided' : 'none'}
              decideHref={fieldAddressOf({ screen: 'conflicts' })}
            />
          )}
          <RequestFieldsView problems={findFormProblems(form, today)} refusal={refusalOf(refusal ?? problem)}>
            <DocumentFields
              subject={{ kind: 'request' }}
              rows={missionRequestRows}
              log={log}
              document={document}
              change={change}
              isReadOnly={() => isReadOnly}
              options={{
                authority: { isRequired: true },
                state: { isRequired: true },
                'received-on': { isRequired: true },
                'other-support': { rows: 2 },
                remarks: { rows: 2 },
              }}
            />
          </RequestFieldsView>
        </ScreenPage>
      </ScreenFrame>
    </TextChecksContext>
  );
}

interface RequestsTabProps {
  readonly log: LogId;
  readonly records: readonly DocumentSummary[];
  readonly removed: readonly DocumentSummary[];
}

/**
 * Remove a request or bring it back; the notice takes the act back. Returns the reason why it was not kept, and null
 * when it was.
 */
function useSetRemoved(
  logId: LogId,
): (documentId: DocumentId, isRemoved: boolean) => Promise<Message | null> {
  const translate = useTranslate();
  const notify = useNotify();
  const { store } = useFieldServices();
  const writeRegisters = useWriteRegisters(logId);
  const set = async (documentId: DocumentId, isRemoved: boolean): Promise<Message | null> => {
    const document =
      (await readOnce(store, 'document', { log: logId, doc: documentId }))?.document ??
      emptyDocument(documentId, requestKind);
    const path = pathOf('removed');
    const over = dotsAt(document, path);
    const outcome = await writeRegisters([
      { doc: documentId, kind: requestKind, path, value: isRemoved, over },
    ]);
    if (outcome.kind !== 'saved') return writeRefusalMessage(outcome);
    const name = readRequest(document).form.authority || translate('mission.requests.new');
    const back = async (): Promise<void> => {
      const problem = await set(documentId, !isRemoved);
      if (problem) notify({ meaning: 'bad', key: 'record', text: (say) => say(problem) });
    };
    notify({
      meaning: 'info',
      key: 'record',
      text: (say) =>
        say(isRemoved ? 'mission.requests.told.removed' : 'mission.record.told.restored', { name }),
      action: { label: 'frame.undo', onPress: () => void back() },
    });
    return null;
  };
  return set;
}

/** Requests that the mission recorded, and the form for another one, which is kept with its authority. */
export function RequestsTab({ log, records, removed }: RequestsTabProps): ReactElement {
  const translate = useTranslate();
  const { session, navigate } = useFieldServices();
  const frameMission = useFrameFacts().missions?.find((one) => one.log === log);
  const queryResult = useStoreQuery('document', { log, doc: frameMission?.doc ?? noDocument });
  const writeRegisters = useWriteRegisters(log);
  const today = localDayOf(useNowMs());
  const [problem, setProblem] = useState<Message | null>(null);
  const [isAdding, setIsAdding] = useState(false);
  const setRemoved = useSetRemoved(log);
  const roles = session.roles[log] ?? [];
  const mayAdd = mayWriteAt(roles, emptyDocument(noDocument, requestKind), 'authority');
  const country =
    queryResult.kind === 'present' ? queryResult.result?.document.registers[pathOf('country')] : undefined;
  const state = country?.heads[0]?.value;
  const start: RequestForm = {
    ...emptyRequestForm,
    state: typeof state === 'string' ? state : null,
    'received-on': today,
  };
  const create = async (form: RequestForm): Promise<boolean> => {
    const doc = DocumentId.parse(newId());
    const values = [...changedFields(form, emptyRequestForm), { path: pathOf('status'), value: 'received' }];
    const outcome = await writeRegisters(values.map((one) => ({ doc, kind: requestKind, over: [], ...one })));
    if (outcome.kind === 'saved') navigate({ screen: 'request', log, doc });
    else setProblem(writeRefusalMessage(outcome));
    return outcome.kind === 'saved';
  };
  return (
    <>
      {problem && !isAdding && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      {isAdding && (
        <NewRequestDialogView
          start={start}
          refusal={problem && translate(problem)}
          onCreate={create}
          onClose={() => {
            setIsAdding(false);
            setProblem(null);
          }}
        />
      )}
      <RequestListView
        rows={requestRowsOf(log, records)}
        removed={requestRowsOf(log, removed)}
        onAdd={mayAdd ? () => setIsAdding(true) : undefined}
        onRestore={
          mayAdd ? ({ id }) => void setRemoved(DocumentId.parse(id), false).then(setProblem) : undefined
        }
      />
    </>
  );
}

/** Document that no mission has, for questions about an empty one. */
const noDocument = DocumentId.parse('00000000-0000-7000-8000-000000000000');

/** Rows of the list, the newest first: their ids begin with their time. */
export const requestRowsOf = (
  log: LogId,
  documentSummaries: readonly DocumentSummary[],
): readonly MissionRequestRow[] =>
  recordsOfKind(documentSummaries, 'request')
    .map(({ doc, facts, conflicts }) => ({
      id: doc,
      href: fieldAddressOf({ screen: 'request', log, doc }),
      state: typeof facts['state'] === 'string' ? facts['state'] : null,
      authority: typeof facts['authority'] === 'string' ? facts['authority'] : '',
      takenOverOn: typeof facts['takenOverOn'] === 'string' ? facts['takenOverOn'] : null,
      conflicts,
    }))
    .toReversed();
