import { FileText, Plus } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { FieldRequestRow, RequestRow, RequestsQuery } from '#api/requests-api.ts';
import { DocumentId } from '#domain/ids.ts';
import { deskReaderRoles } from '#domain/kinds/rights.ts';
import type { RequestForm } from '#domain/request/request.ts';
import { requestFileLimits } from '#domain/request/request-file.ts';
import type { RequestFileKind } from '#domain/request/request-form-rows.ts';
import { importRequest } from '#domain/request/request-import.ts';
import { RequestColumn, RequestFilter } from '#domain/request/request-list.ts';
import { useConsole, usePolledResource } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import {
  besidePresentList,
  consoleAddressOf,
  goBeside,
  navigateTo,
  usePagedListQuery,
  useRoomBeside,
} from '#renderer/console/app/console-route.ts';
import { downloadInBrowser } from '#renderer/console/app/download-in-browser.ts';
import { useLastResponse, useRestedWords } from '#renderer/console/app/paged-list.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useServerSave } from '#renderer/console/app/server-action.ts';
import type { PagedListQuery } from '#renderer/console/parts/list-query.ts';
import { type ScreenLanguage, type Translate, useLanguage, useTranslate } from '#renderer/i18n';
import type { ReportLanguage } from '#renderer/i18n/language.ts';
import { readRequestInWorker } from '#renderer/records/read-foreign-file.ts';
import { Button, localDayOf, SplitColumns, useKeyPresses, useNotify, useNowMs } from '#renderer/ui';
import { FieldRequestsView } from './field-requests-view.tsx';
import { FieldRequestFormView, ImportRequestView } from './import-request-view.tsx';
import { type ReadRequestForm, RequestFilesView } from './request-files-view.tsx';
import { RequestFormView } from './request-form-view.tsx';
import { originOf, RequestPage, RequestPanel, useFindAlike } from './request-screen.tsx';
import { RequestSection, RequestsView } from './requests-view.tsx';

/** A page of the register, with its resource for a reload after an act. */
function useRequestList(requestsQuery: RequestsQuery) {
  const { client, resources } = useConsole();
  const resource = resources.getOrCreate(`requests ${JSON.stringify(requestsQuery)}`, () =>
    client.listRequests(requestsQuery),
  );
  return { resource, response: useLastResponse(usePolledResource(resource)) };
}

const firstPage = { find: '', state: '', status: '', sort: '', order: '', page: 1 } as const;

/** Query of an address. Parts that headquarters does not know are left out. */
const requestsQueryOf = (
  { find, group, status, sort, order, page }: PagedListQuery,
  today: string,
): RequestsQuery => ({
  find: find.slice(0, 200),
  state: group.slice(0, 10),
  status: RequestFilter.catch('').parse(status),
  sort: RequestColumn.catch('').parse(sort),
  order,
  page: Math.max(1, Math.trunc(Number(page)) || 1),
  today,
});

const addressOf = ({ doc }: RequestRow): string => consoleAddressOf({ screen: 'request', doc });

/** Requests of one State, for readers of the desk's log. */
export function StateRequests({ country }: { readonly country: string }): ReactElement | null {
  const { me } = useConsole();
  return deskReaderRoles.includes(me.role) ? <RequestsOf country={country} /> : null;
}

function RequestsOf({ country }: { readonly country: string }): ReactElement | null {
  const today = localDayOf(useNowMs());
  const { response: answer } = useRequestList({ ...firstPage, state: country, today });
  if (answer.kind !== 'present') return null;
  return (
    <RequestSection
      response={answer.value}
      today={today}
      hrefOf={addressOf}
      registerHref={`${consoleAddressOf({ screen: 'requests' })}?group=${country}`}
    />
  );
}

interface RequestsScreenProps {
  /** Request of the address; null for the register alone. */
  readonly open: DocumentId | null;
}

/** Register of requests for assistance, with the open one beside it where there is room. */
export function RequestsScreen({ open }: RequestsScreenProps): ReactElement {
  const hasRoom = useRoomBeside();
  return open !== null && !hasRoom ? <RequestPage key={open} doc={open} /> : <RegisterScreen open={open} />;
}

/** Links of the register's rows, in the order on the screen. */
const rowLinks = (): readonly HTMLAnchorElement[] => [
  ...document.querySelectorAll<HTMLAnchorElement>('.fb-table tbody a[href^="#/requests/"]'),
];

const isLinkOf = (link: HTMLAnchorElement, doc: DocumentId): boolean =>
  (link.getAttribute('href') ?? '').startsWith(consoleAddressOf({ screen: 'request', doc }));

/** Go to the request so many rows after the open one; nowhere from the last or the first. */
function stepFrom(open: DocumentId, by: 1 | -1): void {
  const links = rowLinks();
  const at = links.findIndex((link) => isLinkOf(link, open));
  const next = at === -1 ? undefined : links[at + by];
  const documentId = DocumentId.safeParse(next?.getAttribute('href')?.split(/[/?]/)[2]);
  if (documentId.success) goBeside({ screen: 'request', doc: documentId.data }, 'replace');
}

/** Close the open request; the focus returns to its row. */
function closePanel(open: DocumentId): void {
  rowLinks()
    .find((link) => isLinkOf(link, open))
    ?.focus();
  goBeside({ screen: 'requests' }, 'push');
}

/** Arrows go through the rows; J and K open the next and previous request, and Escape closes the open one. */
function useRegisterKeys(open: DocumentId | null): void {
  useKeyPresses((key) => {
    const links = rowLinks();
    const at = links.findIndex((link) => link === document.activeElement);
    if (at !== -1 && (key === 'ArrowDown' || key === 'ArrowUp')) {
      links[at + (key === 'ArrowDown' ? 1 : -1)]?.focus();
      return true;
    }
    if (open === null) return false;
    if (key === 'Escape') closePanel(open);
    if (key === 'j' || key === 'k') stepFrom(open, key === 'j' ? 1 : -1);
    return key === 'Escape' || key === 'j' || key === 'k';
  });
}

function RegisterScreen({ open }: RequestsScreenProps): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const saveAtServer = useServerSave();
  const notify = useNotify();
  useRegisterKeys(open);
  const today = localDayOf(useNowMs());
  const [pagedListQuery, setList] = usePagedListQuery();
  const { client } = useConsole();
  const find = useRestedWords(pagedListQuery.find);
  const { resource, response: answer } = useRequestList(requestsQueryOf({ ...pagedListQuery, find }, today));
  const findAlike = useFindAlike();
  // Id of the open form: the same for every try, so that a lost answer makes no second request.
  const [entry, setEntry] = useState<DocumentId | null>(null);
  const [isChoosing, setIsChoosing] = useState(false);
  const [readRequestForm, setRead] = useState<ReadRequestForm | null>(null);
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
  const record = (doc: DocumentId, form: RequestForm): Promise<boolean> =>
    saveAtServer(client.recordRequest({ doc, form, origin: taken && originOf(taken) }), () => {
      end();
      notify({ meaning: 'good', text: (say) => say('request.saved') });
      resource.reload();
      navigateTo({ screen: 'request', doc });
    });
  return (
    <ConsoleFrame
      railItem="requests"
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
        {({ fromField, moreFromField, mayRecord, ...shown }) => (
          <SplitColumns
            label={translate('request.title')}
            end={
              open === null
                ? undefined
                : {
                    title: translate('request.one'),
                    content: (
                      <RequestPanel
                        doc={open}
                        onStep={(by) => stepFrom(open, by)}
                        onClose={() => closePanel(open)}
                        onChanged={resource.reload}
                      />
                    ),
                  }
            }
          >
            <FieldRequestsView
              rows={fromField}
              more={moreFromField}
              onTake={
                mayRecord
                  ? (fieldRequestRow) => {
                      setTaken(fieldRequestRow);
                      begin();
                    }
                  : undefined
              }
            />
            <RequestsView
              response={shown}
              today={today}
              list={pagedListQuery}
              onList={setList}
              hrefOf={(requestRow) => besidePresentList(addressOf(requestRow))}
              open={open}
            />
            {isChoosing && entry === null && (
              <RequestFilesView
                refused={readRequestForm?.kind === 'refused' ? readRequestForm : null}
                onDownload={(fileKind, chosenNameLanguage) =>
                  void downloadForm(fileKind, chosenNameLanguage, translate)
                }
                onFile={(file) => void readFilledForm(file, language).then(take)}
                onClose={end}
              />
            )}
            {entry !== null && readRequestForm?.kind === 'read' && (
              <ImportRequestView
                key={entry}
                name={readRequestForm.name}
                request={readRequestForm.request}
                findAlike={findAlike}
                today={today}
                onSave={(form) => record(entry, form)}
                onClose={end}
              />
            )}
            {entry !== null && taken !== null && (
              <FieldRequestFormView
                source={taken}
                edited={null}
                findAlike={findAlike}
                today={today}
                onSave={(form) => record(entry, form)}
                onClose={end}
              />
            )}
            {entry !== null && readRequestForm === null && taken === null && (
              <RequestFormView
                edited={null}
                findAlike={findAlike}
                today={today}
                onSave={(form) => record(entry, form)}
                onClose={end}
              />
            )}
          </SplitColumns>
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}

/** The writers of Word and Excel are loaded at their first use. */
const loadForms = () => import('#renderer/report/write/write-request-form.ts');

async function downloadForm(
  fileKind: RequestFileKind,
  language: ReportLanguage,
  translate: Translate,
): Promise<void> {
  const { writeRequestForm } = await loadForms();
  const name = `${translate('request.one')} (${language}).${fileKind}`;
  downloadInBrowser(name, new Blob([await writeRequestForm(fileKind, language)]));
}

/** Read a filled form on this computer; the file itself is sent nowhere. */
async function readFilledForm(file: File, language: ScreenLanguage): Promise<ReadRequestForm> {
  const { name } = file;
  if (file.size > requestFileLimits.bytes) return { kind: 'refused', name, refusal: 'too-large' };
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes === null) return { kind: 'refused', name, refusal: 'damaged' };
  const texts = await readRequestInWorker(new Uint8Array(bytes));
  if (!texts.ok) return { kind: 'refused', name, refusal: texts.refusal };
  const { allRequestFormWords } = await loadForms();
  const read = importRequest(texts.value, allRequestFormWords(language));
  return read.ok
    ? { kind: 'read', name, request: read.value }
    : { kind: 'refused', name, refusal: read.refusal };
}
