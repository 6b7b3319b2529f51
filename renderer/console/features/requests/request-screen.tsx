import { ChevronDown, ChevronUp, SearchX, X } from 'lucide-react';
import { type ReactElement, useCallback, useEffect, useRef, useState } from 'react';
import type { ConsoleDocumentRow } from '#api/console-api.ts';
import type { TeamCandidate } from '#api/missions-api.ts';
import type { FieldRequestRow, RequestAct, RequestRow } from '#api/requests-api.ts';
import { ok } from '#base/result.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import { missionCreatingRoles } from '#domain/kinds/rights.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { readPlanItems } from '#domain/plan/action-plan.ts';
import { type RequestLink, type RequestOrigin, undecidedStatuses } from '#domain/request/request.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import type { ConsoleClient } from '#renderer/console/api/console-client.ts';
import { useConsole, useMissionList, usePolledResource } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { consoleAddressOf, unfilteredRecordList } from '#renderer/console/app/console-route.ts';
import type { PolledResource, ResourceCache } from '#renderer/console/app/polled-resource.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useServerSave } from '#renderer/console/app/server-action.ts';
import { useTextDrafts } from '#renderer/console/parts/text-drafts.ts';
import { type Translate, useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { documentKindLabel } from '#renderer/records/value-labels.ts';
import { Banner, Button, EmptyState, localDayOf, useNotify, useNowMs } from '#renderer/ui';
import { FieldRequestFormView } from './import-request-view.tsx';
import { type FindAlikeRequest, RequestFormView } from './request-form-view.tsx';
import { RequestMissionForm } from './request-mission-form.tsx';
import { RequestView } from './request-view.tsx';

/** One request for assistance, with its resource for a reload after an act. */
const useRequest = (documentId: DocumentId) => {
  const { client, resources } = useConsole();
  const resource = resources.getOrCreate(`request ${documentId}`, () => client.readRequest(documentId));
  return { resource, response: usePolledResource(resource) };
};

/** Search for a request that may be the same as a form. Without an answer there is no warning. */
export function useFindAlike(): FindAlikeRequest {
  const { client } = useConsole();
  return useCallback(
    async (alikeRequestQuery) => {
      const result = await client.findAlikeRequest(alikeRequestQuery);
      return result.ok ? result.value.alike : null;
    },
    [client],
  );
}

/** State of a mission's request that the desk takes over. */
export const originOf = ({ log, doc, seen }: FieldRequestRow): RequestOrigin => ({ log, doc, seen });

interface OriginNoteProps {
  readonly request: RequestRow;
  /** Null for a person who does not read the mission. */
  readonly source: FieldRequestRow | null;
  readonly onTake: ((source: FieldRequestRow) => void) | undefined;
}

/** Note that a mission recorded the request, and whether it changed it since. */
function OriginNote({ request, source, onTake }: OriginNoteProps): ReactElement | null {
  const translate = useTranslate();
  if (request.origin === null) return null;
  if (source === null || !source.isChanged)
    return (
      <p className="fb-field-help">
        {translate('request.field.origin', { mission: source?.mission ?? '–' })}
      </p>
    );
  return (
    <Banner meaning="wait" title={translate('request.field.origin', { mission: source.mission })}>
      <p>{translate('request.field.changed')}</p>
      {onTake && <Button onPress={() => onTake(source)}>{translate('request.field.changed.act')}</Button>}
    </Banner>
  );
}

interface RequestContentProps {
  readonly doc: DocumentId;
  /** Called after an act, for a list beside it. */
  readonly onChanged?: () => void;
}

/** One request for assistance: with its forms and acts, on its page and beside the register. */
function RequestContent({ doc, onChanged }: RequestContentProps): ReactElement {
  const translate = useTranslate();
  const saveAtServer = useServerSave();
  const notify = useNotify();
  const textDrafts = useTextDrafts();
  const today = localDayOf(useNowMs());
  const missionsState = useMissionList();
  const { me, client, resources } = useConsole();
  const { resource, response: answer } = useRequest(doc);
  const findAlike = useFindAlike();
  const programmeState = usePolledResource(resources.getOrCreate('programme', client.readProgramme));
  const [linked, setLinked] = useState<LogId | null>(null);
  const recordsState = usePolledResource(recordsResource(resources, client, linked, translate));
  const [openForm, setOpenForm] = useState<OpenRequestForm | null>(null);
  const [candidates, setCandidates] = useState<readonly TeamCandidate[] | null>(null);
  const perform = ({ seen }: RequestRow, requestAct: RequestAct): Promise<boolean> =>
    saveAtServer(client.actOnRequest(doc, requestAct, seen), () => {
      setOpenForm(null);
      if (requestAct.kind === 'decide' || requestAct.kind === 'reopen') textDrafts.forget(`request ${doc} `);
      // The mark of a test shows that it is saved; a notice for each of the five would lie over the next one.
      if (requestAct.kind !== 'test') notify({ meaning: 'good', text: (say) => say('request.saved') });
      resource.reload();
      onChanged?.();
    });
  if (answer.kind === 'failed' && answer.problem.kind === 'notFound')
    return <EmptyState icon={SearchX} title={translate('request.unknown')} />;
  return (
    <ResourceContent of={answer} onTryAgain={resource.reload}>
      {({ request: shownRequestRow, source, mayRecord, mayDecide }) => (
        <>
          <OriginNote
            request={shownRequestRow}
            source={source}
            onTake={mayRecord ? (taken) => setOpenForm({ opened: shownRequestRow, taken }) : undefined}
          />
          <RequestView
            request={shownRequestRow}
            today={today}
            mayRecord={mayRecord}
            mayDecide={mayDecide}
            partners={
              programmeState.kind === 'present'
                ? (programmeState.value.programme?.facts.partners ?? []).map(({ value }) => value.name)
                : []
            }
            missions={
              missionsState.kind === 'present'
                ? missionsState.value.filter(({ kind }) => kind === 'mission')
                : []
            }
            chosen={{
              log: linked,
              records: recordsState.kind === 'present' ? recordsState.value : [],
            }}
            onChooseMission={(log) => setLinked(LogId.parse(log))}
            hrefOf={hrefOfLink}
            onAct={(requestAct) => void perform(shownRequestRow, requestAct)}
            onEdit={() => setOpenForm({ opened: shownRequestRow, taken: null })}
            onNewMission={
              mayRecord && missionCreatingRoles.includes(me.role)
                ? () => void saveAtServer(client.missions.listCandidates(), setCandidates)
                : null
            }
          />
          {candidates !== null && (
            <RequestMissionForm
              request={shownRequestRow}
              candidates={candidates}
              onCreated={() => {
                resource.reload();
                onChanged?.();
              }}
              onClose={() => setCandidates(null)}
            />
          )}
          {openForm !== null && (
            <OpenFormView
              {...openForm}
              findAlike={findAlike}
              today={today}
              onSave={(form) =>
                perform(openForm.opened, {
                  kind: 'edit',
                  form,
                  origin: openForm.taken && originOf(openForm.taken),
                })
              }
              onClose={() => setOpenForm(null)}
            />
          )}
        </>
      )}
    </ResourceContent>
  );
}

/** Form over the request that was current when it was opened: a newer one is not overwritten unseen. */
interface OpenRequestForm {
  readonly opened: RequestRow;
  /** Request of a mission that is taken over; null for an edit by hand. */
  readonly taken: FieldRequestRow | null;
}

function OpenFormView({
  opened,
  taken,
  ...form
}: OpenRequestForm & Omit<Parameters<typeof RequestFormView>[0], 'edited' | 'imported'>): ReactElement {
  if (taken === null) return <RequestFormView {...form} edited={opened} />;
  return <FieldRequestFormView {...form} source={taken} edited={opened} />;
}

/** State and authority of a request. */
function useRequestTitle(documentId: DocumentId): {
  readonly title: string;
  readonly request: RequestRow | undefined;
} {
  const translate = useTranslate();
  const language = useLanguage();
  const { response: answer } = useRequest(documentId);
  const requestRow = answer.kind === 'present' ? answer.value.request : undefined;
  const { state = null, authority = '' } = requestRow?.form ?? {};
  const title = [state === null ? '' : stateNameIn(state, language), authority]
    .filter((part) => part !== '')
    .join(' · ');
  return { title: title || translate('request.one'), request: requestRow };
}

/** One request for assistance as a page, where there is no room beside the register. */
export function RequestPage({ doc }: { readonly doc: DocumentId }): ReactElement {
  const translate = useTranslate();
  const { response: answer } = useRequest(doc);
  const { title } = useRequestTitle(doc);
  return (
    <ConsoleFrame
      railItem="requests"
      head={{
        title,
        crumbs: [{ label: translate('request.title'), href: consoleAddressOf({ screen: 'requests' }) }],
      }}
      shows={answer}
    >
      <RequestContent doc={doc} />
    </ConsoleFrame>
  );
}

interface RequestPanelProps {
  readonly doc: DocumentId;
  /** Go to the next (1) or previous (-1) request of the register. */
  readonly onStep: (by: 1 | -1) => void;
  readonly onClose: () => void;
  /** Called after an act on it. */
  readonly onChanged: () => void;
}

/** One request beside the register; the focus goes to its heading. */
export function RequestPanel({ doc, onStep, onClose, onChanged }: RequestPanelProps): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  const { title, request } = useRequestTitle(doc);
  const heading = useRef<HTMLHeadingElement>(null);
  const isDecided = request !== undefined && !undecidedStatuses.includes(request.status);
  // Another request, or another state of this one, is read from its beginning.
  useEffect(() => {
    heading.current?.closest('.fb-column')?.scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
  }, [doc, isDecided]);
  const { reference = '', 'received-on': received = null } = request?.form ?? {};
  return (
    <section className="console-request-panel">
      <header>
        <div className="console-request-acts">
          <Button kind="quiet" icon={ChevronUp} onPress={() => onStep(-1)}>
            {translate('request.panel.back')}
          </Button>
          <Button kind="quiet" icon={ChevronDown} onPress={() => onStep(1)}>
            {translate('request.panel.next')}
          </Button>
          <Button kind="quiet" icon={X} onPress={onClose}>
            {translate('ui.close')}
          </Button>
        </div>
        <p className="fb-field-help">
          {reference !== '' && <bdi>{reference}</bdi>}
          {reference !== '' && received !== null && ' · '}
          {received !== null && <bdi>{date(localNoonMs(received))}</bdi>}
        </p>
        <h2 ref={heading} tabIndex={-1}>
          <bdi>{title}</bdi>
        </h2>
      </header>
      <RequestContent key={doc} doc={doc} onChanged={onChanged} />
    </section>
  );
}

/** Record of a mission that a request can be linked to; of a plan also each item. */
interface LinkableRecord {
  readonly doc: string;
  readonly item: string | null;
  readonly title: string;
}

/** Records of the mission that is about to be linked; none while there is none. */
const recordsResource = (
  resourceCache: ResourceCache,
  client: ConsoleClient,
  logId: LogId | null,
  translate: Translate,
): PolledResource<readonly LinkableRecord[]> =>
  resourceCache.getOrCreate(`request records ${logId ?? ''}`, async () => {
    if (logId === null) return ok([]);
    const listed = await client.listRecords(logId);
    if (!listed.ok) return listed;
    const documentRows = listed.value.documents.filter(
      ({ kind, removed }) => !removed && kind !== missionKind,
    );
    const plans = await Promise.all(
      recordsOfKind(documentRows, 'action-plan').map(({ doc }) => client.readRecord(logId, doc)),
    );
    return ok([
      ...documentRows.map((row) => linkableRecordOf(row, translate)),
      ...plans.flatMap(linkableItemsOf),
    ]);
  });

/** Assessment, workshop or plan by its name. */
const linkableRecordOf = (
  { doc, kind, title, facts }: ConsoleDocumentRow,
  translate: Translate,
): LinkableRecord => ({
  doc,
  item: null,
  title: [translate(documentKindLabel(kind)), title || (facts.institution ?? '')]
    .filter((part) => part !== '')
    .join(': '),
});

/** Items of a plan by their titles. */
const linkableItemsOf = (
  plan: Awaited<ReturnType<ConsoleClient['readRecord']>>,
): readonly LinkableRecord[] => {
  if (!plan.ok) return [];
  const { doc, kind, registers } = plan.value;
  return readPlanItems({ doc, kind, registers }).flatMap(({ id, title }) =>
    title === '' ? [] : [{ doc, item: id, title }],
  );
};

function hrefOfLink({ log, doc }: RequestLink): string {
  const [missionId, record] = [LogId.parse(log), doc === null ? null : DocumentId.parse(doc)];
  return record === null
    ? consoleAddressOf({ screen: 'records', log: missionId, list: unfilteredRecordList })
    : consoleAddressOf({ screen: 'record', log: missionId, doc: record, part: '' });
}
