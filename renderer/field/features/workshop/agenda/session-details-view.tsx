import { Pin } from 'lucide-react';
import type { ReactElement } from 'react';
import type { LearningObjective } from '#domain/workshop/workshop.ts';
import { SessionDelivery, SessionKind } from '#domain/workshop/workshop-schema.ts';
import { ClockTimeField } from '#renderer/field/parts/clock-time-field.tsx';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, CheckRows, PageSection, Select, TextArea, TextField } from '#renderer/ui';
import './workshop.css';

/** Texts of a session with their drafts. */
interface SessionTexts {
  readonly title: EditedText;
  readonly minutes: EditedText;
  readonly room: EditedText;
  readonly lead: EditedText;
  readonly method: EditedText;
  readonly output: EditedText;
  readonly materials: EditedText;
  readonly languages: EditedText;
  readonly deliveredMinutes: EditedText;
  readonly deliveryNote: EditedText;
}

/** Values of a session that are chosen, not typed. */
interface SessionChoices {
  readonly kind: SessionKind;
  /** Fixed start; null where the time follows. */
  readonly starts: string | null;
  /** Time by the list, `10:20`; null without a day. */
  readonly followsAt: string | null;
  /** Ids of its objectives. */
  readonly objectives: readonly string[];
  readonly isNonAttributed: boolean | null;
  readonly delivery: SessionDelivery | null;
}

/** Changes of the chosen values. */
interface SessionChoiceActs {
  readonly onKind: (sessionKind: SessionKind) => void;
  readonly onStarts: (starts: string | null) => void;
  readonly onObjectives: (objectives: readonly string[]) => void;
  readonly onNonAttributed: (isOn: boolean) => void;
  readonly onDelivery: (sessionDelivery: SessionDelivery | null) => void;
}

interface SessionDetailsViewProps {
  readonly number: string;
  readonly texts: SessionTexts;
  readonly choices: SessionChoices;
  /** Learning objectives of the workshop. */
  readonly objectives: readonly LearningObjective[];
  /** Setting of the workshop, which applies where the session has none. */
  readonly isWorkshopNonAttributed: boolean;
  readonly acts: SessionChoiceActs;
  readonly isReadOnly: boolean;
}

/** Plan and delivery of one session, beside the agenda. */
export function SessionDetailsView(props: SessionDetailsViewProps): ReactElement {
  const { number, texts, choices, isReadOnly } = props;
  const translate = useTranslate();
  const field = (editedText: EditedText) => ({ ...textFieldPropsOf(editedText, translate), isReadOnly });
  const isPause = choices.kind !== 'session';
  return (
    <div className="ww-facts">
      <PageSection
        kind="side"
        title={translate('workshop.session.of', {
          number: isPause ? translate(valueLabels.sessionKind[choices.kind]) : number,
          title: texts.title.text,
        })}
      >
        <TextArea label={translate('path.title')} rows={1} maxLength={400} {...field(texts.title)} />
        <SessionTimeFields {...props} />
        <Select
          label={translate('path.session.kind')}
          options={SessionKind.options.map((id) => ({ id, label: translate(valueLabels.sessionKind[id]) }))}
          value={choices.kind}
          onChange={props.acts.onKind}
          isDisabled={isReadOnly}
        />
        <TextField label={translate('path.session.room')} maxLength={400} {...field(texts.room)} />
        {!isPause && (
          <>
            <TextField
              label={translate('path.session.lead')}
              description={translate('workshop.session.lead.help')}
              maxLength={400}
              {...field(texts.lead)}
            />
            <TextField label={translate('path.session.method')} maxLength={400} {...field(texts.method)} />
            <TextField label={translate('path.session.output')} maxLength={400} {...field(texts.output)} />
            <TextArea
              label={translate('path.session.materials')}
              rows={1}
              maxLength={20_000}
              {...field(texts.materials)}
            />
            <SessionObjectives {...props} />
            <TextField
              label={translate('path.languages')}
              description={translate('workshop.languages.help')}
              maxLength={200}
              {...field(texts.languages)}
            />
            <NonAttributionSelect {...props} />
          </>
        )}
      </PageSection>
      <DeliveryFields {...props} />
    </div>
  );
}

/** Start and length; a fixed start can be released. */
function SessionTimeFields({ texts, choices, acts, isReadOnly }: SessionDetailsViewProps): ReactElement {
  const translate = useTranslate();
  const { starts, followsAt } = choices;
  return (
    <>
      <div className="ww-days">
        <ClockTimeField
          label={translate('path.session.starts')}
          value={starts ?? followsAt}
          onSave={acts.onStarts}
          description={
            starts === null && followsAt !== null ? translate('workshop.session.follows') : undefined
          }
          isReadOnly={isReadOnly}
        />
        <TextField
          label={translate('path.session.minutes')}
          maxLength={4}
          {...textFieldPropsOf(texts.minutes, translate)}
          isReadOnly={isReadOnly}
        />
      </div>
      {starts !== null && !isReadOnly && (
        <div>
          <Button kind="quiet" icon={Pin} onPress={() => acts.onStarts(null)}>
            {translate('workshop.time.follow')}
          </Button>
        </div>
      )}
    </>
  );
}

function SessionObjectives({
  objectives,
  choices,
  acts,
  isReadOnly,
}: SessionDetailsViewProps): ReactElement | null {
  const translate = useTranslate();
  if (objectives.length === 0) return null;
  return (
    <CheckRows
      label={translate('path.session.objectives')}
      rows={objectives.map(({ id, code, text }) => ({ value: id, text: `${code} ${text}` }))}
      value={choices.objectives}
      onChange={acts.onObjectives}
      isReadOnly={isReadOnly}
    />
  );
}

function NonAttributionSelect({
  choices,
  isWorkshopNonAttributed,
  acts,
  isReadOnly,
}: SessionDetailsViewProps): ReactElement {
  const translate = useTranslate();
  const isOn = choices.isNonAttributed ?? isWorkshopNonAttributed;
  return (
    <Select
      label={translate('path.nonAttribution')}
      options={(['on', 'off'] as const).map((id) => ({
        id,
        label: translate(id === 'on' ? 'workshop.nonAttribution.on' : 'workshop.nonAttribution.off'),
      }))}
      value={isOn ? 'on' : 'off'}
      onChange={(id) => acts.onNonAttributed(id === 'on')}
      isDisabled={isReadOnly}
    />
  );
}

const notHeldYet = 'not-yet';

/** Delivery against the plan; the note goes into the workshop's report. */
function DeliveryFields({ texts, choices, acts, isReadOnly }: SessionDetailsViewProps): ReactElement | null {
  const translate = useTranslate();
  if (choices.kind !== 'session') return null;
  return (
    <PageSection kind="side" title={translate('path.session.delivery')}>
      <Select
        label={translate('path.session.delivery')}
        options={[
          { id: notHeldYet, label: translate('workshop.delivery.notYet') },
          ...SessionDelivery.options.map((id) => ({
            id,
            label: translate(valueLabels.sessionDelivery[id]),
          })),
        ]}
        value={choices.delivery ?? notHeldYet}
        onChange={(id) => acts.onDelivery(id === notHeldYet ? null : SessionDelivery.parse(id))}
        isDisabled={isReadOnly}
      />
      <TextField
        label={translate('path.session.deliveredMinutes')}
        maxLength={4}
        {...textFieldPropsOf(texts.deliveredMinutes, translate)}
        isReadOnly={isReadOnly}
      />
      <TextArea
        label={translate('workshop.delivery.note')}
        description={translate('workshop.delivery.note.help')}
        rows={2}
        maxLength={400}
        {...textFieldPropsOf(texts.deliveryNote, translate)}
        isReadOnly={isReadOnly}
      />
    </PageSection>
  );
}
