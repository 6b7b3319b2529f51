import { FileText, Plus, SearchX } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { DocumentId, LogId } from '#domain/ids.ts';
import { stateNameIn } from '#domain/mission/state-names.ts';
import { deskReaderRoles } from '#domain/people/rights.ts';
import type { RequestForm, RequestLink, RequestOrigin } from '#domain/request/request.ts';
import type {
  DocumentRow,
  FieldRequestRow,
  RequestAct,
  RequestRow,
} from '#renderer/console/api/response-types.ts';
import {
  useConsole,
  useMissionList,
  usePolledResource,
  useServerAction,
} from '#renderer/console/app/console-context.ts';
import { ConsoleFrame, ResourceContent } from '#renderer/console/app/console-frame.tsx';
import {
  consoleAddressOf,
  navigateTo,
  unfilteredRecordList,
  useListQuery,
} from '#renderer/console/app/console-route.ts';
import { useTextDrafts } from '#renderer/console/parts/text-drafts.ts';
import type { ConsoleClient } from '#renderer/console/api/console-client.ts';
import type { PolledResource, ResourceCache } from '#renderer/console/app/polled-resource.ts';
import { ok } from '#base/result.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { actionPlanKind, readPlanItems } from '#domain/plan/action-plan.ts';
import { documentKindLabel } from '#renderer/records/value-labels.ts';
import { readRequestFile, type RequestFileKind } from '#domain/request/request-file.ts';
import { importRequest } from '#domain/request/request-import.ts';
import { downloadInBrowser } from '#renderer/console/app/download-in-browser.ts';
import { type ScreenLanguage, type Translate, useLanguage, useTranslate } from '#renderer/i18n';
import type { ReportLanguage } from '#renderer/i18n/language.ts';
import { Banner, Button, EmptyState, localDayOf, useNotify, useNowMs } from '#renderer/ui';
import {
  FieldRequestFormView,
  FieldRequestsView,
  ImportRequestView,
  type ReadRequestForm,
  RequestFilesView,
} from './import-request-view.tsx';
import { RequestFormView } from './request-form-view.tsx';
import { RequestView } from './request-view.tsx';
import { RequestSection, RequestsView } from './requests-view.tsx';

const useRequests = () => {
  const { client, resources } = useConsole();
  const resource = resources.getOrCreate('requests', client.listRequests);
  return { resource, answer: usePolledResource(resource) };
};

const addressOf = ({ doc }: RequestRow): string => consoleAddressOf({ screen: 'request', doc });

/** Requests of one State, for readers of the desk's log. */
export function StateRequests({ country }: { readonly country: string }): ReactElement | null {
  const { me } = useConsole();
  return deskReaderRoles.includes(me.role) ? <RequestsOf country={country} /> : null;
}

function RequestsOf({ country }: { readonly country: string }): ReactElement | null {
  const today = localDayOf(useNowMs());
  const { answer } = useRequests();
  if (answer.kind !== 'present') return null;
  const requests = answer.value.requests.filter(({ form }) => form.state === country);
  return <RequestSection requests={requests} today={today} hrefOf={addressOf} />;
}

/** Register of requests for assistance. */
export function RequestsScreen(): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const act = useServerAction();
  const notify = useNotify();
  const today = localDayOf(useNowMs());
  const [list, setList] = useListQuery();
  const { client } = useConsole();
  const { resource, answer } = useRequests();
  // Id of the open form: the same for every try, so that a lost answer makes no second request.
  const [entry, setEntry] = useState<DocumentId | null>(null);
  const [isChoosing, setIsChoosing] = useState(false);
  const [read, setRead] = useState<ReadRequestForm | null>(null);
  const [taken, setTaken] = useState<FieldRequestRow | null>(null);
  const begin = (): void => setEntry(DocumentId.parse(crypto.randomUUID()));
  const end = (): void => {
    setEntry(null);
    setIsChoosing(false);
    setRead(null);
    setTaken(null);
  };
  const take = (file: ReadRequestForm): void => {
    setRead(file);
    if (file.kind === 'read') begin();
  };
  const record = (doc: DocumentId, form: RequestForm): void =>
    act(client.recordRequest({ doc, form, origin: taken && originOf(taken) }), () => {
      end();
      notify({ meaning: 'good', text: translate('request.saved') });
      resource.reload();
      navigateTo({ screen: 'request', doc });
    });
  return (
    <ConsoleFrame
      place="requests"
      head={{
        title: translate('request.title'),
        actions: answer.kind === 'present' && answer.value.mayRecord && (
          <>
            <Button icon={FileText} onPress={() => setIsChoosing(true)}>
              {translate('request.files')}
            </Button>
            <Button kind="primary" icon={Plus} onPress={begin}>
              {translate('request.add')}
            </Button>
          </>
        ),
      }}
      shows={answer}
    >
      <ResourceContent of={answer} onTryAgain={resource.reload}>
        {({ requests, fromField, mayRecord }) => (
          <>
            <FieldRequestsView
              rows={fromField.filter((row) => row.taken === null)}
              onTake={
                mayRecord
                  ? (row) => {
                      setTaken(row);
                      begin();
                    }
                  : undefined
              }
            />
            <RequestsView requests={requests} today={today} list={list} onList={setList} hrefOf={addressOf} />
            {isChoosing && entry === null && (
              <RequestFilesView
                refused={read?.kind === 'refused' ? read : null}
                onDownload={(kind, chosen) => void downloadForm(kind, chosen, translate)}
                onFile={(file) => void readFilledForm(file, language).then(take)}
                onClose={end}
              />
            )}
            {entry !== null && read?.kind === 'read' && (
              <ImportRequestView
                key={entry}
                name={read.name}
                request={read.request}
                others={requests}
                today={today}
                onSave={(form) => record(entry, form)}
                onClose={end}
              />
            )}
            {entry !== null && taken !== null && (
              <FieldRequestFormView
                source={taken}
                edited={null}
                others={requests}
                today={today}
                onSave={(form) => record(entry, form)}
                onClose={end}
              />
            )}
            {entry !== null && read === null && taken === null && (
              <RequestFormView
                edited={null}
                others={requests}
                today={today}
                onSave={(form) => record(entry, form)}
                onClose={end}
              />
            )}
          </>
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}

/** The writers of Word and Excel are loaded at their first use. */
const loadForms = () => import('#renderer/report/write/write-request-form.ts');

async function downloadForm(
  kind: RequestFileKind,
  language: ReportLanguage,
  translate: Translate,
): Promise<void> {
  const { writeRequestForm } = await loadForms();
  const name = `${translate('request.one')} (${language}).${kind}`;
  downloadInBrowser(name, new Blob([await writeRequestForm(kind, language)]));
}

/** Read a filled form on this computer; the file itself is sent nowhere. */
async function readFilledForm(file: File, language: ScreenLanguage): Promise<ReadRequestForm> {
  const { name } = file;
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes === null) return { kind: 'refused', name, refusal: 'damaged' };
  const texts = readRequestFile(new Uint8Array(bytes));
  if (!texts.ok) return { kind: 'refused', name, refusal: texts.refusal };
  const { allRequestFormWords } = await loadForms();
  const read = importRequest(texts.value, allRequestFormWords(language));
  return read.ok
    ? { kind: 'read', name, request: read.value }
    : { kind: 'refused', name, refusal: read.refusal };
}

/** State of a mission's request that the desk takes over. */
const originOf = ({ log, doc, seen }: FieldRequestRow): RequestOrigin => ({ log, doc, seen });

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

/** One request for assistance. */
export function RequestScreen({ doc }: { readonly doc: DocumentId }): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const act = useServerAction();
  const notify = useNotify();
  const drafts = useTextDrafts();
  const today = localDayOf(useNowMs());
  const missions = useMissionList();
  const { client, resources } = useConsole();
  const { resource, answer } = useRequests();
  const programme = usePolledResource(resources.getOrCreate('programme', client.readProgramme));
  const [linked, setLinked] = useState<LogId | null>(null);
  const records = usePolledResource(recordsResource(resources, client, linked, translate));
  const [isEditing, setIsEditing] = useState(false);
  const [taken, setTaken] = useState<FieldRequestRow | null>(null);
  const perform = ({ seen }: RequestRow, done: RequestAct): void =>
    act(client.actOnRequest(doc, done, seen), () => {
      setIsEditing(false);
      setTaken(null);
      if (done.kind === 'decide' || done.kind === 'reopen') drafts.forget(`request ${doc} `);
      notify({ meaning: 'good', text: translate('request.saved') });
      resource.reload();
    });
  const shown = answer.kind === 'present' ? answer.value.requests.find((one) => one.doc === doc) : undefined;
  const state = shown?.form.state ?? null;
  return (
    <ConsoleFrame
      place="requests"
      head={{
        title:
          shown === undefined
            ? translate('request.one')
            : [state === null ? '' : stateNameIn(state, language), shown.form.authority]
                .filter((part) => part !== '')
                .join(' · '),
        crumbs: [{ label: translate('request.title'), href: consoleAddressOf({ screen: 'requests' }) }],
      }}
      shows={answer}
    >
      <ResourceContent of={answer} onTryAgain={resource.reload}>
        {({ requests, fromField, mayRecord, mayDecide }) =>
          shown === undefined ? (
            <EmptyState icon={SearchX} title={translate('request.unknown')} />
          ) : (
            <>
              <OriginNote
                request={shown}
                source={fromField.find((row) => row.taken === doc) ?? null}
                onTake={mayRecord ? setTaken : undefined}
              />
              <RequestView
                request={shown}
                today={today}
                mayRecord={mayRecord}
                mayDecide={mayDecide}
                partners={
                  programme.kind === 'present'
                    ? (programme.value.programme?.facts.partners ?? []).map(({ value }) => value.name)
                    : []
                }
                missions={
                  missions.kind === 'present' ? missions.value.filter(({ kind }) => kind === 'mission') : []
                }
                chosen={{
                  log: linked,
                  records: records.kind === 'present' ? records.value : [],
                }}
                onChooseMission={(log) => setLinked(LogId.parse(log))}
                hrefOf={hrefOfLink}
                onAct={(done) => perform(shown, done)}
                onEdit={() => setIsEditing(true)}
              />
              {taken !== null && (
                <FieldRequestFormView
                  source={taken}
                  edited={shown}
                  others={requests}
                  today={today}
                  onSave={(form) => perform(shown, { kind: 'edit', form, origin: originOf(taken) })}
                  onClose={() => setTaken(null)}
                />
              )}
              {isEditing && (
                <RequestFormView
                  edited={shown}
                  others={requests}
                  today={today}
                  onSave={(form) => perform(shown, { kind: 'edit', form, origin: null })}
                  onClose={() => setIsEditing(false)}
                />
              )}
            </>
          )
        }
      </ResourceContent>
    </ConsoleFrame>
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
  resources: ResourceCache,
  client: ConsoleClient,
  log: LogId | null,
  translate: Translate,
): PolledResource<readonly LinkableRecord[]> =>
  resources.getOrCreate(`request records ${log ?? ''}`, async () => {
    if (log === null) return ok([]);
    const listed = await client.listRecords(log);
    if (!listed.ok) return listed;
    const rows = listed.value.documents.filter(({ kind, removed }) => !removed && kind !== missionKind);
    const plans = await Promise.all(
      rows.filter(({ kind }) => kind === actionPlanKind).map(({ doc }) => client.readRecord(log, doc)),
    );
    return ok([...rows.map((row) => linkableRecordOf(row, translate)), ...plans.flatMap(linkableItemsOf)]);
  });

/** Assessment, workshop or plan by its name. */
const linkableRecordOf = (
  { doc, kind, title, facts }: DocumentRow,
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
  const [mission, record] = [LogId.parse(log), doc === null ? null : DocumentId.parse(doc)];
  return record === null
    ? consoleAddressOf({ screen: 'records', log: mission, list: unfilteredRecordList })
    : consoleAddressOf({ screen: 'record', log: mission, doc: record, part: '' });
}
