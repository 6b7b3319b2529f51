import type { ReactElement } from 'react';
import type { CreateAssessmentRefusal, NewAssessment } from '#domain/assessment/decide-create.ts';
import type { MaturityModel } from '#domain/instrument/maturity-model.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { institutionTypeWord } from '#renderer/field/parts/institution-type-word.ts';
import { createRefusalMessage } from './create-refusal-message.ts';
import './create-view.css';

interface CreateAssessmentViewProps {
  readonly intent: NewAssessment;
  readonly instrument: MaturityModel;
  readonly refusal: CreateAssessmentRefusal | null;
  /** Why it could not be kept, when that is not about a field. */
  readonly problem: Message | null;
  readonly onChange: (intent: NewAssessment) => void;
  readonly onCreate: () => void;
  readonly onClose: () => void;
}

/** What must be said to start an assessment: whom it is about. */
export function CreateAssessmentView(props: CreateAssessmentViewProps): ReactElement {
  const say = useSay();
  const { intent, instrument, refusal, problem, onChange, onCreate, onClose } = props;
  const problemOf = (kind: CreateAssessmentRefusal['kind']): string | undefined =>
    refusal?.kind === kind ? say(createRefusalMessage(refusal)) : undefined;
  return (
    <Dialog
      title={say('mission.assessments.new')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onPress={onCreate}>
            {say('mission.assessments.create')}
          </Button>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
        </>
      }
    >
      <form
        className="mission-create"
        onSubmit={(event) => {
          event.preventDefault();
          onCreate();
        }}
      >
        {problem && (
          <Banner meaning="bad" isAnnounced>
            {say(problem)}
          </Banner>
        )}
        <TextField
          label={say('mission.create.institution')}
          description={say('mission.create.institution.help')}
          value={intent.institution}
          onChange={(institution) => onChange({ ...intent, institution })}
          problem={problemOf('institutionMissing')}
          maxLength={400}
          autoFocus
        />
        <Select
          label={say('mission.create.type')}
          description={say('mission.create.type.help')}
          options={Object.keys(instrument.institution_types).map((code) => ({
            id: code,
            label: institutionTypeWord(code, instrument, say),
          }))}
          value={intent.type}
          onChange={(type) => onChange({ ...intent, type })}
          problem={problemOf('typeMissing')}
        />
        <TextField
          label={say('mission.create.title')}
          value={intent.title}
          onChange={(title) => onChange({ ...intent, title })}
          problem={problemOf('titleMissing')}
          maxLength={400}
        />
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}
