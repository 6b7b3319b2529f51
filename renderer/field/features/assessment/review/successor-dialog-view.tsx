import type { ReactElement } from 'react';
import type { AssessmentSuccessor, SuccessorRefusal } from '#domain/assessment/create-assessment.ts';
import { type Message, type MessageKey, useTranslate } from '#renderer/i18n';
import { Banner, DateField, FormDialog, type FormSubmission, TextArea, TextField } from '#renderer/ui';

interface SuccessorDialogViewProps {
  readonly successor: AssessmentSuccessor;
  readonly refusal: SuccessorRefusal | null;
  readonly problem: Message | null;
  readonly onChange: (assessmentSuccessor: AssessmentSuccessor) => void;
  readonly onMake: FormSubmission;
  readonly onClose: () => void;
}

const successorMessageKeys: {
  readonly [K in AssessmentSuccessor['kind']]: { readonly act: MessageKey; readonly text: MessageKey };
} = {
  version: { act: 'life.version.act', text: 'life.version.text' },
  'follow-up': { act: 'life.followUp.act', text: 'life.followUp.text' },
};

/** Form of a new version (its reason) or a follow-up (title and reference date). */
export function SuccessorDialogView(props: SuccessorDialogViewProps): ReactElement {
  const { successor, refusal, problem, onChange, onMake, onClose } = props;
  const translate = useTranslate();
  const { act, text } = successorMessageKeys[successor.kind];
  return (
    <FormDialog
      title={translate(act)}
      act={translate('life.successor.make')}
      problem={problem && translate(problem)}
      onAct={onMake}
      onClose={onClose}
    >
      {refusal?.kind === 'notFinal' && (
        <Banner meaning="bad" isAnnounced>
          {translate('life.successor.notFinal')}
        </Banner>
      )}
      <p>{translate(text)}</p>
      {successor.kind === 'version' ? (
        <TextArea
          label={translate('life.version.reason')}
          value={successor.reason}
          onChange={(reason) => onChange({ ...successor, reason })}
          problem={refusal?.kind === 'reasonMissing' ? translate('life.version.reasonMissing') : undefined}
          maxLength={20_000}
        />
      ) : (
        <>
          <TextField
            label={translate('mission.create.title')}
            value={successor.title}
            onChange={(title) => onChange({ ...successor, title })}
            problem={refusal?.kind === 'titleMissing' ? translate('mission.refused.titleMissing') : undefined}
            maxLength={400}
          />
          <DateField
            label={translate('path.referenceDate')}
            description={translate('life.about.referenceDate.help')}
            value={successor.referenceDate}
            onChange={(referenceDate) => onChange({ ...successor, referenceDate })}
          />
        </>
      )}
    </FormDialog>
  );
}
