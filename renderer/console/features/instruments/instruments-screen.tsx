import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { LibraryRow } from '#api/library-api.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import {
  canonicalInstrumentText,
  instrumentHashOf,
  parseInstrumentJson,
} from '#domain/instrument/instrument-content.ts';
import { instrumentRefOf } from '#domain/instrument/instrument-edition.ts';
import { defaultInstrument } from '#domain/scoring/needs-assessment.ts';
import { compareInstruments } from '#forms/model/compare-instruments.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { useConsole, usePolledResource } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { useListQuery } from '#renderer/console/app/console-route.ts';
import { downloadInBrowser } from '#renderer/console/app/download-in-browser.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useServerAction } from '#renderer/console/app/server-action.ts';
import { initialFormLanguage } from '#renderer/form/form-language.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { Banner, ScreenPage, useNotify } from '#renderer/ui';
import { ConfirmLibraryAct } from './confirm-library-act.tsx';
import { EditionView } from './edition-view.tsx';
import { FormPreview } from './form-preview.tsx';
import { type ImportRequest, ImportResult, listProblems } from './import-messages.ts';
import { InstrumentLibraryView, type ListedInstrument } from './instrument-library-view.tsx';
import { InstrumentTreeView } from './instrument-tree-view.tsx';
import { QuestionnaireDropView } from './questionnaire-drop-view.tsx';
import {
  type ChosenFile,
  type PublishCheck,
  type ReadQuestionnaire,
  readChosenFiles,
  unreadFilesMessage,
  type VersionComparison,
  type WorkbenchState,
} from './workbench.ts';
import { WorkbenchView } from './workbench-view.tsx';

/** State of the workbench, and a function that adds files. The last files count. */
function useWorkbench(importForm: QuestionnaireImporter): {
  readonly workbench: WorkbenchState;
  readonly onFiles: (chosenFiles: readonly ChosenFile[]) => void;
  readonly onPutAway: () => void;
} {
  const [workbench, setWorkbench] = useState<WorkbenchState>({ kind: 'empty' });
  const turn = useRef(0);

  const onFiles = useCallback(
    (chosenFiles: readonly ChosenFile[]): void => {
      const mine = ++turn.current;
      const put = (nextWorkbenchState: WorkbenchState): void => {
        if (turn.current === mine) setWorkbench(nextWorkbenchState);
      };
      put({ kind: 'reading' });
      // Refusals are values; anything else is a bug for the error page.
      void readWorkbenchFiles(chosenFiles, importForm).then(put);
    },
    [importForm],
  );
  const onPutAway = useCallback((): void => {
    turn.current += 1;
    setWorkbench({ kind: 'empty' });
  }, []);
  return { workbench, onFiles, onPutAway };
}

async function readWorkbenchFiles(
  chosenFiles: readonly ChosenFile[],
  importForm: QuestionnaireImporter,
): Promise<WorkbenchState> {
  const chosen = await readChosenFiles(chosenFiles);
  if (!chosen.ok) return { kind: 'unread', why: chosen.refusal.kind };
  const { file } = chosen.value;
  const imported = await importForm(chosen.value);
  if (!imported.ok) return { kind: 'unread', why: imported.refusal };
  const { instrument, diagnostics, sheets } = imported.value;
  return { kind: 'read', read: { file, instrument, sheets, problems: listProblems(diagnostics) } };
}

/** Comparison of this instrument with its newest published version. */
function useVersionComparison(
  instrument: Instrument | null,
  libraryRows: readonly LibraryRow[],
): VersionComparison {
  const { client } = useConsole();
  // The library lists the newest version first.
  const newestInstrumentEdition = libraryRows.find(({ edition }) => edition.id === instrument?.id)?.edition;
  const ref = newestInstrumentEdition?.ref;
  const [loaded, setLoaded] = useState<{
    readonly ref: string;
    readonly published: Instrument | null;
  } | null>(null);

  useEffect(() => {
    if (ref === undefined) return undefined;
    let isCurrent = true;
    void client.readInstrument(ref).then((result) => {
      if (isCurrent)
        setLoaded({ ref, published: result.ok ? parseInstrumentJson(result.value.content) : null });
    });
    return () => {
      isCurrent = false;
    };
  }, [client, ref]);

  return useMemo(() => {
    if (newestInstrumentEdition === undefined || instrument === null) return { kind: 'first' };
    if (loaded?.ref !== newestInstrumentEdition.ref) return { kind: 'loading' };
    if (loaded.published === null) return { kind: 'failed' };
    const difference = compareInstruments(loaded.published, instrument);
    return { kind: 'compared', version: newestInstrumentEdition.version, difference };
  }, [newestInstrumentEdition, instrument, loaded]);
}

/** Whether it may be published beside the present versions. Headquarters checks again. */
function publishCheckOf(instrument: Instrument | null, libraryRows: readonly LibraryRow[]): PublishCheck {
  if (instrument === null) return 'errors';
  const there = libraryRows.find(({ edition }) => edition.ref === instrumentRefOf(instrument))?.edition;
  if (there === undefined) return 'yes';
  return there.hash === instrumentHashOf(instrument) ? 'same' : 'taken';
}

interface InstrumentsScreenProps {
  /** Importer of questionnaires; a worker, except in tests. */
  readonly importForm?: QuestionnaireImporter;
}

/** Library of instruments: published versions, and a workbench for new ones. */
export function InstrumentsScreen({ importForm = importInWorker }: InstrumentsScreenProps): ReactElement {
  const translate = useTranslate();
  const runServerAction = useServerAction();
  const { client, resources } = useConsole();
  const resource = resources.getOrCreate('instruments', client.admin.listInstruments);
  const libraryState = usePolledResource(resource);
  const { workbench, onFiles, onPutAway } = useWorkbench(importForm);
  const [listQuery, setList] = useListQuery();
  const [opened, setOpened] = useState<string | null>(null);
  const [retiring, setRetiring] = useState<ListedInstrument | null>(null);
  const change = (ref: string, status: 'published' | 'retired'): void =>
    runServerAction(client.admin.changeInstrument({ ref, status }), resource.reload);
  return (
    <ConsoleFrame railItem="instruments" head={{ title: translate('library.title') }} shows={libraryState}>
      <ResourceContent of={libraryState} onTryAgain={resource.reload}>
        {({ instruments }) => (
          <ScreenPage>
            {workbench.kind === 'read' ? (
              <QuestionnaireWorkbench
                key={workbench.read.file}
                read={workbench.read}
                library={instruments}
                onPublished={() => {
                  onPutAway();
                  resource.reload();
                }}
                onPutAway={onPutAway}
              />
            ) : (
              <QuestionnaireDropView isReading={workbench.kind === 'reading'} onFiles={onFiles} />
            )}
            {workbench.kind === 'unread' && (
              <Banner meaning="bad" isAnnounced>
                {translate(unreadFilesMessage(workbench.why))}
              </Banner>
            )}
            {opened !== null && <OpenEdition key={opened} of={opened} onClose={() => setOpened(null)} />}
            <InstrumentLibraryView
              instruments={instruments}
              list={listQuery}
              onList={setList}
              onOpen={({ edition }) => setOpened(edition.ref)}
              onStatus={(listedInstrument) =>
                listedInstrument.edition.status === 'published'
                  ? setRetiring(listedInstrument)
                  : change(listedInstrument.edition.ref, 'published')
              }
            />
          </ScreenPage>
        )}
      </ResourceContent>
      {retiring && (
        <ConfirmLibraryAct
          title={translate('library.retire.ask', {
            title: retiring.edition.title,
            version: retiring.edition.version,
          })}
          act={translate('library.retire')}
          isGrave
          onConfirm={() => change(retiring.edition.ref, 'retired')}
          onClose={() => setRetiring(null)}
        >
          {translate('library.retire.happens')}
        </ConfirmLibraryAct>
      )}
    </ConsoleFrame>
  );
}

interface OpenEditionProps {
  /** `id@version`. */
  readonly of: string;
  readonly onClose: () => void;
}

/** A version of the library, fetched where it is not built in. */
function OpenEdition({ of, onClose }: OpenEditionProps): ReactElement {
  const translate = useTranslate();
  const mailLanguage = useLanguage();
  const { client, resources } = useConsole();
  const viewOf = (instrument: Instrument): ReactElement => (
    <EditionView
      instrument={instrument}
      language={initialFormLanguage(instrument, mailLanguage)}
      onSave={() => save(instrument)}
      onClose={onClose}
    />
  );
  const save = (instrument: Instrument): void =>
    downloadInBrowser(
      `${of.replaceAll(/[^\p{L}\p{N}._@-]+/gu, '-')}.json`,
      new Blob([canonicalInstrumentText(instrument)], { type: 'application/json' }),
    );
  const resource = useMemo(
    () =>
      resources.getOrCreate(
        `edition ${of}`,
        () => client.readInstrument(of),
        // A published version never changes.
        () => () => undefined,
      ),
    [client, resources, of],
  );
  const foundLoadState = usePolledResource(resource);
  const isBuiltIn = of === instrumentRefOf(defaultInstrument);
  if (isBuiltIn) return viewOf(defaultInstrument);
  return (
    <ResourceContent of={foundLoadState} onTryAgain={resource.reload}>
      {({ content }) => {
        const instrument = parseInstrumentJson(content);
        return instrument === null ? (
          <Banner meaning="bad">{translate('library.unopened')}</Banner>
        ) : (
          viewOf(instrument)
        );
      }}
    </ResourceContent>
  );
}

interface QuestionnaireWorkbenchProps {
  readonly read: ReadQuestionnaire;
  readonly library: readonly LibraryRow[];
  readonly onPublished: () => void;
  readonly onPutAway: () => void;
}

function QuestionnaireWorkbench({
  read,
  library,
  onPublished,
  onPutAway,
}: QuestionnaireWorkbenchProps): ReactElement {
  const translate = useTranslate();
  const notify = useNotify();
  const runServerAction = useServerAction();
  const { client } = useConsole();
  const mailLanguage = useLanguage();
  const [isPublishing, setIsPublishing] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const { instrument } = read;
  const versionComparison = useVersionComparison(instrument, library);
  const publishable = useMemo(() => publishCheckOf(instrument, library), [instrument, library]);
  const language = instrument === null ? '' : initialFormLanguage(instrument, mailLanguage);
  const publish = (wanted: Instrument): void => {
    setIsPublishing(true);
    const apiAnswer = client.admin.publishInstrument({ content: canonicalInstrumentText(wanted) });
    void apiAnswer.then(() => setIsPublishing(false));
    runServerAction(apiAnswer, () => {
      notify({ meaning: 'good', text: (say) => say('library.published', { version: wanted.version }) });
      onPublished();
    });
  };
  return (
    <>
      {isAsking && instrument && (
        <ConfirmLibraryAct
          title={translate('library.publish.ask', { version: instrument.version })}
          act={translate('library.publish.do')}
          onConfirm={() => publish(instrument)}
          onClose={() => setIsAsking(false)}
        >
          {translate('library.publish.happens')}
        </ConfirmLibraryAct>
      )}
      <WorkbenchView
        read={read}
        comparison={versionComparison}
        publishable={publishable}
        isPublishing={isPublishing}
        preview={
          instrument && <FormPreview key={instrument.version} instrument={instrument} language={language} />
        }
        tree={instrument && <InstrumentTreeView instrument={instrument} language={language} />}
        language={language}
        onPublish={() => setIsAsking(true)}
        onPutAway={onPutAway}
      />
    </>
  );
}

/** Read a questionnaire without blocking the page. */
type QuestionnaireImporter = (ask: ImportRequest) => Promise<Result<ImportResult, 'slow' | 'crashed'>>;

/** The slowest real form takes a second; a slower one was made to be slow. */
const importTimeoutMs = 30_000;

/**
 * Import in a worker of its own, which ends with the answer or after a timeout (docs/security-requirements.md
 * 7).
 */
const importInWorker: QuestionnaireImporter = (ask) =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./import-worker.ts', import.meta.url), {
      type: 'module',
      name: 'import',
    });
    const end = (answer: Awaited<ReturnType<QuestionnaireImporter>>): void => {
      clearTimeout(timer);
      worker.terminate();
      resolve(answer);
    };
    const timer = setTimeout(() => end(refuse('slow')), importTimeoutMs);
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const parsedResponse = ImportResult.safeParse(data);
      end(parsedResponse.success ? ok(parsedResponse.data) : refuse('crashed'));
    });
    worker.addEventListener('error', () => end(refuse('crashed')));
    worker.postMessage(ask);
  });
