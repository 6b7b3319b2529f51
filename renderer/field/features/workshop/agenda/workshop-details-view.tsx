import { Lock, ShieldCheck } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { WriteMode } from '#domain/kinds/permit.ts';
import { WorkshopMode, type WorkshopStatus } from '#domain/workshop/workshop-schema.ts';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { useTranslate } from '#renderer/i18n';
import { statusLabel, valueLabels } from '#renderer/records/value-labels.ts';
import {
  Banner,
  Button,
  DateField,
  FactList,
  PageSection,
  Select,
  Switch,
  TextArea,
  TextField,
} from '#renderer/ui';
import { durationMessage } from './agenda-facts.ts';
import './workshop.css';

/** Reason why nothing can be changed here. */
export function WorkshopReadOnlyBannerView({ mode }: { readonly mode: WriteMode }): ReactElement | null {
  const translate = useTranslate();
  if (mode === 'removed') return null; // another banner says it
  const isFinal = mode === 'final';
  return (
    <div className="ww-read-only">
      <Banner meaning="info" icon={Lock} title={translate(isFinal ? 'ui.locked' : 'ui.readOnly')}>
        {translate(isFinal ? 'workshop.locked' : 'workshop.reading')}
      </Banner>
    </div>
  );
}

/** Chosen values of a workshop. */
interface WorkshopChoices {
  readonly from: string | null;
  readonly to: string | null;
  readonly status: WorkshopStatus | null;
  readonly mode: WorkshopMode | null;
  readonly isNonAttributed: boolean;
  /** Day on which the data notice was shown, as the screen writes it; null before. */
  readonly noticeOn: string | null;
  /** Code of the template of its agenda; empty without one. */
  readonly template: string;
}

/** Changes of the chosen values. */
export interface WorkshopChoiceActs {
  readonly onFrom: (day: string | null) => void;
  readonly onTo: (day: string | null) => void;
  readonly onStatus: (workshopStatus: WorkshopStatus) => void;
  readonly onMode: (workshopMode: WorkshopMode) => void;
  readonly onNonAttributed: (isOn: boolean) => void;
  readonly onNotice: () => void;
}

interface WorkshopDetailsViewProps {
  readonly texts: {
    readonly title: EditedText;
    readonly host: EditedText;
    readonly place: EditedText;
    readonly languages: EditedText;
  };
  readonly choices: WorkshopChoices;
  /** Statuses that the person's role may choose. */
  readonly statuses: readonly WorkshopStatus[];
  readonly acts: WorkshopChoiceActs;
  readonly counts: { readonly sessions: number; readonly minutes: number; readonly withNotes: number };
  /** A `LearningObjectivesView` with its drafts. */
  readonly objectives: ReactNode;
  readonly isReadOnly: boolean;
}

/** Details of the workshop as a whole, and the rule of names that must not be written in it. */
export function WorkshopDetailsView(props: WorkshopDetailsViewProps): ReactElement {
  const { texts, choices, statuses, acts, counts, isReadOnly } = props;
  const translate = useTranslate();
  const field = (editedText: EditedText) => ({ ...textFieldPropsOf(editedText, translate), isReadOnly });
  return (
    <div className="ww-facts">
      <FactList
        facts={[
          {
            term: translate('path.sessions'),
            value: translate('workshop.facts.count', { count: counts.sessions }),
          },
          { term: translate('workshop.facts.time'), value: translate(durationMessage(counts.minutes)) },
          {
            term: translate('workshop.facts.notes'),
            value: translate('workshop.facts.withNotes', { count: counts.withNotes }),
          },
          ...(choices.template === ''
            ? []
            : [{ term: translate('path.template'), value: <bdi>{choices.template}</bdi> }]),
        ]}
      />
      <TextArea label={translate('path.title')} rows={1} maxLength={400} {...field(texts.title)} />
      <DateField
        label={translate('path.from')}
        value={choices.from}
        onChange={acts.onFrom}
        isReadOnly={isReadOnly}
      />
      <DateField
        label={translate('path.to')}
        value={choices.to}
        onChange={acts.onTo}
        isReadOnly={isReadOnly}
        problem={
          choices.from !== null && choices.to !== null && choices.to < choices.from
            ? translate('mission.refused.endsBeforeItStarts')
            : undefined
        }
      />
      <Select
        label={translate('path.status')}
        options={statuses.map((id) => ({ id, label: translate(statusLabel('workshopStatus', id)) }))}
        value={choices.status}
        onChange={acts.onStatus}
        isDisabled={isReadOnly}
      />
      <Select
        label={translate('path.mode')}
        options={WorkshopMode.options.map((id) => ({ id, label: translate(valueLabels.workshopMode[id]) }))}
        value={choices.mode}
        onChange={acts.onMode}
        isDisabled={isReadOnly}
      />
      <TextField label={translate('path.host')} maxLength={400} {...field(texts.host)} />
      <TextField label={translate('path.place')} maxLength={400} {...field(texts.place)} />
      <TextField
        label={translate('path.languages')}
        description={translate('workshop.languages.help')}
        maxLength={200}
        {...field(texts.languages)}
      />
      <Switch
        label={translate('path.nonAttribution')}
        description={translate('workshop.nonAttribution.help')}
        isOn={choices.isNonAttributed}
        onChange={acts.onNonAttributed}
        isDisabled={isReadOnly}
      />
      <NoticeStatus choices={choices} acts={acts} />
      {props.objectives}
      <Banner meaning="info" isQuiet title={translate('workshop.hint.title')}>
        {translate('workshop.hint.text')}
      </Banner>
    </div>
  );
}

/** Whether the data notice was shown, and the button that opens it. */
function NoticeStatus({
  choices: { noticeOn },
  acts,
}: Pick<WorkshopDetailsViewProps, 'choices' | 'acts'>): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection kind="side" title={translate('workshop.notice.name')}>
      <p className="ww-note">
        {noticeOn === null
          ? translate('workshop.notice.notYet')
          : translate('workshop.notice.shownOn', { date: noticeOn })}
      </p>
      <div>
        <Button icon={ShieldCheck} onPress={acts.onNotice}>
          {translate('workshop.notice.open')}
        </Button>
      </div>
    </PageSection>
  );
}
