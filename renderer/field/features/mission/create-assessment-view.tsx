import type { ReactElement } from 'react';
import type { CreateAssessmentRefusal, NewAssessment } from '#domain/assessment/decide-create.ts';
import type { MaturityModel } from '#domain/instrument/maturity-model.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Select, type SelectOption } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { institutionTypeWord } from '#renderer/field/parts/institution-type-word.ts';
import { createRefusalMessage } from './create-refusal-message.ts';
import './create-view.css';

interface CreateAssessmentViewProps {
  readonly intent: NewAssessment;
  /** Whose institution types there are. */
  readonly model: MaturityModel;
  /** What can be asked, by what the assessment will name. */
  readonly instruments: readonly SelectOption<string>[];
  readonly instrument: string;
  /** The questions are selected by the type, so that it must be said. */
  readonly needsType: boolean;
  readonly refusal: CreateAssessmentRefusal | null;
  /** Why it could not be kept, when that is not about a field. */
  readonly problem: Message | null;
  readonly onChange: (intent: NewAssessment) => void;
  readonly onInstrument: (instrument: string) => void;
  readonly onCreate: () => void;
  readonly onClose: () => void;
}

/** What must be said to start an assessment: whom it is about. */
export function CreateAssessmentView(props: CreateAssessmentViewProps): ReactElement {
  const say = useSay();
  const { intent, model, refusal, problem, onChange, onCreate, onClose } = props;
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
        {props.instruments.length > 1 && (
          <Select
            label={say('mission.create.instrument')}
            description={say('mission.create.instrument.help')}
            options={props.instruments}
            value={props.instrument}
            onChange={props.onInstrument}
          />
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
          description={say(props.needsType ? 'mission.create.type.help' : 'mission.create.type.optional')}
          options={Object.keys(model.institution_types).map((code) => ({
            id: code,
            label: institutionTypeWord(code, model, say),
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
