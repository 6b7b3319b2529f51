import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { RecordFormDialog } from '#renderer/records/record-form-dialog.tsx';

/** Reason of a judgement in its form; the last part of its path is the other item. */
const reasonName = 'apart/*';

export const overlapJudgementRows = [reasonName] as const;

interface OverlapJudgementViewProps {
  /** The overlap in words. */
  readonly sentence: string;
  readonly onSave: (reason: string) => Promise<boolean>;
  readonly onClose: () => void;
}

/** Form for the reason of a judgement, without which there is none. */
export function OverlapJudgementView({ sentence, onSave, onClose }: OverlapJudgementViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <RecordFormDialog
      title={translate('path.item.apart')}
      act={translate('ui.save')}
      subject={{ kind: 'action-plan', below: 'items/*' }}
      rows={() => overlapJudgementRows}
      stored={{ [reasonName]: '' }}
      findProblems={({ [reasonName]: reason }) => ({
        [reasonName]: reason.trim() === '' ? translate('labour.overlap.apart.missing') : undefined,
      })}
      options={() => ({
        [reasonName]: { label: translate('labour.overlap.apart.reason'), rows: 2, hasFirstFocus: true },
      })}
      above={() => (
        <>
          <p>{sentence}</p>
          <p className="fb-field-help">{translate('labour.overlap.apart.text')}</p>
        </>
      )}
      onSave={({ [reasonName]: reason }) => onSave(reason.trim())}
      onClose={onClose}
    />
  );
}
