import { Download } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { RadioRows } from '#renderer/ui/radio-rows.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { AnsweredForm, ExportAnswers } from './answered-forms.ts';
import './export-answers-view.css';

interface ExportAnswersViewProps {
  readonly forms: readonly AnsweredForm[];
  readonly isWorking: boolean;
  readonly onExport: (wanted: ExportAnswers) => void;
  readonly onClose: () => void;
}

/** Which answers, as what, and what for: the purpose is written down at headquarters. */
export function ExportAnswersView({
  forms,
  isWorking,
  onExport,
  onClose,
}: ExportAnswersViewProps): ReactElement {
  const say = useSay();
  const [ref, setRef] = useState(forms[0]?.ref ?? '');
  const [format, setFormat] = useState<ExportAnswers['format']>('xlsx');
  const [audience, setAudience] = useState<ExportAnswers['audience']>('programme');
  const [labels, setLabels] = useState(true);
  const [purpose, setPurpose] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const isMissing = purpose.trim() === '';
  const submit = (): void => {
    setIsAsked(true);
    if (!isMissing) onExport({ ref, format, audience, labels, purpose: purpose.trim() });
  };
  return (
    <Dialog
      title={say('console.export.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" icon={Download} isPending={isWorking} onPress={submit}>
            {say('console.export.do')}
          </Button>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
        </>
      }
    >
      <div className="console-export">
        <Select
          label={say('console.export.form')}
          options={forms.map(({ ref: id, assessments }) => ({
            id,
            label: id,
            description: say('console.export.assessments', { count: assessments }),
          }))}
          value={ref}
          onChange={setRef}
        />
        <RadioRows
          label={say('console.export.format')}
          rows={[
            {
              value: 'xlsx',
              text: say('console.export.xlsx'),
              description: say('console.export.xlsx.text'),
            },
            { value: 'zip', text: say('console.export.zip'), description: say('console.export.zip.text') },
          ]}
          value={format}
          onChange={setFormat}
        />
        <RadioRows
          label={say('console.export.audience')}
          rows={[
            {
              value: 'programme',
              text: say('console.export.programme'),
              description: say('console.export.programme.text'),
            },
            {
              value: 'state',
              text: say('console.export.state'),
              description: say('console.export.state.text'),
            },
          ]}
          value={audience}
          onChange={setAudience}
        />
        <Switch
          label={say('console.export.labels')}
          description={say('console.export.labels.text')}
          isOn={labels}
          onChange={setLabels}
        />
        <TextField
          label={say('console.export.purpose')}
          description={say('console.export.purpose.text')}
          value={purpose}
          onChange={setPurpose}
          maxLength={400}
          isRequired
          problem={isAsked && isMissing ? say('console.export.purpose.missing') : undefined}
        />
        <Banner meaning="info" isQuiet>
          {say('console.export.left')}
        </Banner>
      </div>
    </Dialog>
  );
}
