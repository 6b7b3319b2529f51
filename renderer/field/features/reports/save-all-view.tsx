import { FolderOpen } from 'lucide-react';
import type { ReactElement } from 'react';
import { languageFacts, type MessageKey, ReportLanguage, useTranslate } from '#renderer/i18n';
import { type ReportFormat, reportFormats } from '#renderer/report/write/create-report-file.ts';
import { Banner, Button, Checkbox, Dialog, ProgressBar, Select } from '#renderer/ui';
import './save-all.css';

/** Formats and language of all reports of a mission. */
export interface SaveAllChoice {
  readonly formats: readonly ReportFormat[];
  readonly language: ReportLanguage;
}

/** Stage of the act. `failed`: the files up to there are in the folder. */
export type SaveAllStage =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'saving'; readonly done: number }
  | { readonly kind: 'saved'; readonly done: number; readonly folder: string }
  | {
      readonly kind: 'failed';
      readonly done: number;
      readonly folder: string;
      readonly why: 'notNoted' | 'failed';
    };

interface SaveAllViewProps {
  readonly choice: SaveAllChoice;
  readonly onChoose: (saveAllChoice: SaveAllChoice) => void;
  /** Codes of the reports that can be made, such as `R1, R2, R3`. */
  readonly codes: readonly string[];
  /** Reports that can be made: several of one code where there are several institutions or workshops. */
  readonly reports: number;
  readonly stage: SaveAllStage;
  readonly onSave: () => void;
  readonly onShow: () => void;
  readonly onClose: () => void;
}

const formatLabels: { readonly [F in ReportFormat]: MessageKey } = {
  docx: 'report.screen.all.docx',
  pdf: 'report.screen.all.pdf',
  xlsx: 'report.screen.all.xlsx',
};

/** All reports of a mission in one act: formats, language and one folder; then the place of the files. */
export function SaveAllView(props: SaveAllViewProps): ReactElement {
  const { choice, reports, stage, onSave, onShow, onClose } = props;
  const translate = useTranslate();
  const files = reports * choice.formats.length;
  const isOver = stage.kind === 'saved' || stage.kind === 'failed';
  return (
    <Dialog
      title={translate('report.screen.all')}
      isOpen
      onClose={onClose}
      actions={
        isOver ? (
          <>
            {stage.done > 0 && (
              <Button kind="primary" icon={FolderOpen} onPress={onShow}>
                {translate('report.screen.all.show')}
              </Button>
            )}
            <Button onPress={onClose}>{translate('ui.close')}</Button>
          </>
        ) : (
          <>
            <Button
              kind="primary"
              icon={FolderOpen}
              isDisabled={files === 0}
              isPending={stage.kind === 'saving'}
              onPress={onSave}
            >
              {translate('report.screen.all.choose')}
            </Button>
            <Button onPress={onClose}>{translate('ui.cancel')}</Button>
          </>
        )
      }
    >
      <div className="save-all">
        {isOver ? <SaveAllResult stage={stage} files={files} /> : <SaveAllFields {...props} files={files} />}
      </div>
    </Dialog>
  );
}

function SaveAllFields(props: SaveAllViewProps & { readonly files: number }): ReactElement {
  const { choice, onChoose, codes, reports, stage, files } = props;
  const translate = useTranslate();
  const isSaving = stage.kind === 'saving';
  return (
    <>
      <p>{translate('report.screen.all.about', { codes: codes.join(', '), count: reports })}</p>
      <fieldset className="save-all-formats">
        <legend>{translate('report.screen.all.formats')}</legend>
        {reportFormats.map((format) => (
          <Checkbox
            key={format}
            label={translate(formatLabels[format])}
            state={choice.formats.includes(format) ? 'on' : 'off'}
            isDisabled={isSaving}
            onChange={(isOn) =>
              onChoose({
                ...choice,
                formats: reportFormats.filter((reportFormat) =>
                  reportFormat === format ? isOn : choice.formats.includes(reportFormat),
                ),
              })
            }
          />
        ))}
      </fieldset>
      <Select
        label={translate('report.screen.language')}
        options={ReportLanguage.options.map((id) => ({ id, label: languageFacts[id].ownName }))}
        value={choice.language}
        onChange={(language) => onChoose({ ...choice, language })}
        isDisabled={isSaving}
      />
      {isSaving ? (
        <ProgressBar
          label={translate('report.screen.all')}
          fraction={files === 0 ? 0 : stage.done / files}
          valueText={translate('report.screen.all.saving', { done: stage.done, count: files })}
        />
      ) : (
        <p className="save-all-count">{translate('report.screen.all.files', { count: files })}</p>
      )}
    </>
  );
}

interface SaveAllResultProps {
  readonly stage: SaveAllStage & { readonly kind: 'saved' | 'failed' };
  readonly files: number;
}

function SaveAllResult({ stage, files }: SaveAllResultProps): ReactElement {
  const translate = useTranslate();
  const { done, folder } = stage;
  if (stage.kind === 'saved')
    return (
      <Banner meaning="good" isAnnounced>
        {translate('report.screen.all.saved', { count: done, folder })}
      </Banner>
    );
  return (
    <Banner
      meaning="bad"
      isAnnounced
      title={translate('report.screen.all.stopped', { done, count: files, folder })}
    >
      {translate(stage.why === 'notNoted' ? 'report.screen.notNoted' : 'report.screen.failed')}
    </Banner>
  );
}
