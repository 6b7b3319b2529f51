import { Download } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { ExportAnswersRequest } from '#api/console-api.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import { useTranslate } from '#renderer/i18n';
import { instrumentRefText } from '#renderer/records/value-labels.ts';
import { Banner, Button, Dialog, RadioRows, Select, Switch, TextField } from '#renderer/ui';
import './records-view.css';
import type { ListedRecord } from './record-list.ts';

/** A version of an instrument that assessments of a mission were made with. */
interface AnsweredForm {
  /** `id@version`. */
  readonly ref: string;
  readonly assessments: number;
}

/** Answers that can be exported, the form with most assessments first. */
export function listAnsweredForms(listedRecords: readonly ListedRecord[]): readonly AnsweredForm[] {
  const counts = new Map<string, number>();
  for (const { removed, facts } of recordsOfKind(listedRecords, 'assessment'))
    if (!removed && facts.instrument !== null)
      counts.set(facts.instrument, (counts.get(facts.instrument) ?? 0) + 1);
  return [...counts]
    .map(([ref, assessments]) => ({ ref, assessments }))
    .toSorted((a, b) => b.assessments - a.assessments || a.ref.localeCompare(b.ref));
}

/** File name from a reference, without characters that some system forbids. */
export const exportFileNameOf = (ref: string, format: 'xlsx' | 'zip'): string =>
  `${ref.replaceAll(/[^\p{L}\p{N}._@-]+/gu, '-')}.${format}`;

interface ExportAnswersViewProps {
  readonly forms: readonly AnsweredForm[];
  readonly isWorking: boolean;
  readonly onExport: (wanted: ExportAnswersRequest) => void;
  readonly onClose: () => void;
}

/** Form of an export: answers, format and purpose, which headquarters records. */
export function ExportAnswersView({
  forms,
  isWorking,
  onExport,
  onClose,
}: ExportAnswersViewProps): ReactElement {
  const translate = useTranslate();
  const [ref, setRef] = useState(forms[0]?.ref ?? '');
  const [format, setFormat] = useState<ExportAnswersRequest['format']>('xlsx');
  const [audience, setAudience] = useState<ExportAnswersRequest['audience']>('programme');
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
      title={translate('console.export.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" icon={Download} isPending={isWorking} onPress={submit}>
            {translate('console.export.do')}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      <div className="console-export">
        <Select
          label={translate('console.export.form')}
          options={forms.map(({ ref: id, assessments }) => ({
            id,
            label: instrumentRefText(id, translate),
            description: translate('console.export.assessments', { count: assessments }),
          }))}
          value={ref}
          onChange={setRef}
        />
        <RadioRows
          label={translate('console.export.format')}
          rows={[
            {
              value: 'xlsx',
              text: translate('console.export.xlsx'),
              description: translate('console.export.xlsx.text'),
            },
            {
              value: 'zip',
              text: translate('console.export.zip'),
              description: translate('console.export.zip.text'),
            },
          ]}
          value={format}
          onChange={setFormat}
        />
        <RadioRows
          label={translate('console.export.audience')}
          rows={[
            {
              value: 'programme',
              text: translate('console.export.programme'),
              description: translate('console.export.programme.text'),
            },
            {
              value: 'state',
              text: translate('console.export.state'),
              description: translate('console.export.state.text'),
            },
          ]}
          value={audience}
          onChange={setAudience}
        />
        <Switch
          label={translate('console.export.labels')}
          description={translate('console.export.labels.text')}
          isOn={labels}
          onChange={setLabels}
        />
        <TextField
          label={translate('console.export.purpose')}
          description={translate('console.export.purpose.text')}
          value={purpose}
          onChange={setPurpose}
          maxLength={400}
          isRequired
          problem={isAsked && isMissing ? translate('console.export.purpose.missing') : undefined}
        />
        <Banner meaning="info" isQuiet>
          {translate('console.export.left')}
        </Banner>
      </div>
    </Dialog>
  );
}
