import { type ReactElement, useMemo, useState } from 'react';
import { canonicalInstrument } from '#domain/instrument/published/instrument-content.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { Shown } from '#renderer/console/app/shown.tsx';
import { useAct } from '#renderer/console/app/use-act.ts';
import { useResource } from '#renderer/console/app/use-resource.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { useNotify } from '#renderer/ui/notices.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { DropView } from './drop-view.tsx';
import { type ImportForm, importInWorker } from './import-in-worker.ts';
import type { LibraryRow } from './library.ts';
import { LibraryView } from './library-view.tsx';
import { FormPreview } from './form-preview.tsx';
import { TreeView } from './tree-view.tsx';
import { unreadMessage } from './unread-message.ts';
import { publishableAs, useComparison } from './use-comparison.ts';
import { useWorkbench } from './use-workbench.ts';
import { firstLanguage } from '#renderer/form/form-language.ts';
import type { ReadQuestionnaire } from './workbench.ts';
import { WorkbenchView } from './workbench-view.tsx';

interface InstrumentsScreenProps {
  /** Where questionnaires are read; a worker, unless a test plays it. */
  readonly importForm?: ImportForm;
}

/** The library of instruments: what is published, and a workbench for what is to be. */
export function InstrumentsScreen({ importForm = importInWorker }: InstrumentsScreenProps): ReactElement {
  const say = useSay();
  const act = useAct();
  const { client, resources } = useConsole();
  const resource = resources.get('instruments', client.admin.instruments);
  const library = useResource(resource);
  const { workbench, onFiles, onPutAway } = useWorkbench(importForm);
  const toggle = ({ edition: { ref, status } }: LibraryRow): void =>
    act(
      client.admin.changeInstrument({ ref, status: status === 'published' ? 'retired' : 'published' }),
      resource.reload,
    );
  return (
    <ConsoleFrame place="instruments" head={{ title: say('library.title') }} shows={library}>
      <Shown of={library} onTryAgain={resource.reload}>
        {({ instruments }) => (
          <Page>
            {workbench.kind === 'read' ? (
              <OnWorkbench
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
              <DropView isReading={workbench.kind === 'reading'} onFiles={onFiles} />
            )}
            {workbench.kind === 'unread' && (
              <Banner meaning="bad" isAnnounced>
                {say(unreadMessage(workbench.why))}
              </Banner>
            )}
            <LibraryView instruments={instruments} onStatus={toggle} />
          </Page>
        )}
      </Shown>
    </ConsoleFrame>
  );
}

interface OnWorkbenchProps {
  readonly read: ReadQuestionnaire;
  readonly library: readonly LibraryRow[];
  readonly onPublished: () => void;
  readonly onPutAway: () => void;
}

function OnWorkbench({ read, library, onPublished, onPutAway }: OnWorkbenchProps): ReactElement {
  const say = useSay();
  const notify = useNotify();
  const act = useAct();
  const { client } = useConsole();
  const code = useLanguage();
  const [isPublishing, setIsPublishing] = useState(false);
  const { instrument } = read;
  const comparison = useComparison(instrument, library);
  const publishable = useMemo(() => publishableAs(instrument, library), [instrument, library]);
  const language = instrument === null ? '' : firstLanguage(instrument, code);
  const publish = (wanted: Instrument): void => {
    setIsPublishing(true);
    const asking = client.admin.publish({ content: canonicalInstrument(wanted) });
    void asking.then(() => setIsPublishing(false));
    act(asking, () => {
      notify({ meaning: 'good', text: say('library.published', { version: wanted.version }) });
      onPublished();
    });
  };
  return (
    <WorkbenchView
      read={read}
      comparison={comparison}
      publishable={publishable}
      isPublishing={isPublishing}
      preview={
        instrument && <FormPreview key={instrument.version} instrument={instrument} language={language} />
      }
      tree={instrument && <TreeView instrument={instrument} language={language} />}
      language={language}
      onPublish={() => instrument && publish(instrument)}
      onPutAway={onPutAway}
    />
  );
}
