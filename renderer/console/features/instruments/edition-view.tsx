import { Download, X } from 'lucide-react';
import { type ReactElement, useMemo, useState } from 'react';
import { instrumentTitleOf } from '#domain/instrument/instrument-edition.ts';
import { maturityModelOf } from '#domain/scoring/needs-assessment.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { useTranslate } from '#renderer/i18n';
import { instrumentTitleText } from '#renderer/records/value-labels.ts';
import { Button, PageSection, Tabs } from '#renderer/ui';
import { FormPreview } from './form-preview.tsx';
import { InstrumentTreeView } from './instrument-tree-view.tsx';

interface EditionViewProps {
  readonly instrument: Instrument;
  /** First language of its texts. */
  readonly language: string;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

/** One version of an instrument, to read: its questions and rules, and its form as the assessor fills it in. */
export function EditionView({ instrument, language, onSave, onClose }: EditionViewProps): ReactElement {
  const translate = useTranslate();
  const [part, setPart] = useState<'tree' | 'form'>('tree');
  const tree = <InstrumentTreeView instrument={instrument} language={language} />;
  // Levels are rated in the field app, with evidence; a form alone cannot show that.
  const rates = useMemo(() => maturityModelOf(instrument) !== null, [instrument]);
  return (
    <PageSection
      title={translate('library.verdict.named', {
        title: instrumentTitleText(instrument.id, instrumentTitleOf(instrument), translate),
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
