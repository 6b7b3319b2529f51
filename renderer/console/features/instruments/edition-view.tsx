import { Download, X } from 'lucide-react';
import { type ReactElement, useMemo, useState } from 'react';
import { canonicalInstrumentText, parseInstrumentJson } from '#domain/instrument/instrument-content.ts';
import { instrumentRefOf, instrumentTitleOf } from '#domain/instrument/instrument-edition.ts';
import { defaultInstrument, maturityModelOf } from '#domain/scoring/needs-assessment.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { useConsole, usePolledResource } from '#renderer/console/app/console-context.ts';
import { ResourceContent } from '#renderer/console/app/console-frame.tsx';
import { downloadInBrowser } from '#renderer/console/app/download-in-browser.ts';
import { initialFormLanguage } from '#renderer/form/form-language.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { Banner, Button, Dialog, PageSection, Tabs } from '#renderer/ui';
import { FormPreview } from './form-preview.tsx';
import { InstrumentTreeView } from './instrument-library-view.tsx';

interface EditionViewProps {
  readonly instrument: Instrument;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

/** One version of an instrument, to read: its questions and rules, and its form as the assessor fills it in. */
export function EditionView({ instrument, onSave, onClose }: EditionViewProps): ReactElement {
  const translate = useTranslate();
  const code = useLanguage();
  const [part, setPart] = useState<'tree' | 'form'>('tree');
  const language = initialFormLanguage(instrument, code);
  const tree = <InstrumentTreeView instrument={instrument} language={language} />;
  // Levels are rated in the field app, with evidence; a form alone cannot show that.
  const rates = useMemo(() => maturityModelOf(instrument) !== null, [instrument]);
  return (
    <PageSection
      title={translate('library.verdict.named', {
        title: instrumentTitleOf(instrument),
        version: instrument.version,
      })}
      action={
        <span className="library-acts">
          <Button icon={Download} onPress={onSave}>
            {translate('library.download')}
          </Button>
          <Button kind="quiet" icon={X} onPress={onClose}>
            {translate('library.putAway')}
          </Button>
        </span>
      }
    >
      {rates ? (
        tree
      ) : (
        <Tabs
          label={translate('library.parts')}
          selected={part}
          onSelect={setPart}
          tabs={[
            { id: 'tree', label: translate('library.tree'), content: tree },
            {
              id: 'form',
              label: translate('library.preview'),
              content: <FormPreview key={instrument.version} instrument={instrument} language={language} />,
            },
          ]}
        />
      )}
    </PageSection>
  );
}

interface OpenEditionProps {
  /** `id@version`. */
  readonly of: string;
  readonly onClose: () => void;
}

/** A version of the library, fetched where it is not built in. */
export function OpenEdition({ of, onClose }: OpenEditionProps): ReactElement {
  const translate = useTranslate();
  const { client, resources } = useConsole();
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
  const found = usePolledResource(resource);
  const isBuiltIn = of === instrumentRefOf(defaultInstrument);
  if (isBuiltIn)
    return (
      <EditionView instrument={defaultInstrument} onSave={() => save(defaultInstrument)} onClose={onClose} />
    );
  return (
    <ResourceContent of={found} onTryAgain={resource.reload}>
      {({ content }) => {
        const instrument = parseInstrumentJson(content);
        return instrument === null ? (
          <Banner meaning="bad">{translate('library.unopened')}</Banner>
        ) : (
          <EditionView instrument={instrument} onSave={() => save(instrument)} onClose={onClose} />
        );
      }}
    </ResourceContent>
  );
}

interface ConfirmLibraryActProps {
  readonly title: string;
  /** Consequences. */
  readonly children: string;
  readonly act: string;
  readonly isGrave?: boolean | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Question before an act that all laptops get. The first focus is on Cancel. */
export function ConfirmLibraryAct(props: ConfirmLibraryActProps): ReactElement {
  const { title, children, act, isGrave = false, onConfirm, onClose } = props;
  const translate = useTranslate();
  return (
    <Dialog
      title={title}
      role="alertdialog"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button
            kind={isGrave ? 'danger' : 'primary'}
            onPress={() => {
              onClose();
              onConfirm();
            }}
          >
            {act}
          </Button>
          <Button hasFirstFocus onPress={onClose}>
            {translate('ui.cancel')}
          </Button>
        </>
      }
    >
      <p>{children}</p>
    </Dialog>
  );
}
