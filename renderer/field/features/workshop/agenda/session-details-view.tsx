import { Pin } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { JsonValue } from '#base/json.ts';
import type { LearningObjective } from '#domain/workshop/workshop.ts';
import type { SessionKind } from '#domain/workshop/workshop-schema.ts';
import { useTranslate } from '#renderer/i18n';
import type { FieldRow, RecordFieldsProps } from '#renderer/records/record-fields.tsx';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, Button, CheckRows, PageSection, Select } from '#renderer/ui';
import './workshop.css';

type SessionDetail =
  | 'title'
  | 'starts'
  | 'minutes'
  | 'kind'
  | 'room'
  | 'lead'
  | 'method'
  | 'output'
  | 'materials'
  | 'objectives'
  | 'languages'
  | 'non-attribution'
  | 'delivery'
  | 'delivered-minutes'
  | 'delivery-note';

/** Fields of a session beside the agenda, by their groups. */
export const sessionDetailRows = {
  time: ['title', ['starts', 'minutes']],
  pause: ['kind', 'room'],
  plan: [
    'kind',
    'room',
    'lead',
    'method',
    'output',
    'materials',
    'objectives',
    'languages',
    'non-attribution',
  ],
  delivery: ['delivery', 'delivered-minutes', 'delivery-note'],
} as const satisfies { readonly [group in string]: readonly FieldRow<SessionDetail>[] };

export type SessionDetailValues = { readonly [name in SessionDetail]?: JsonValue };

/** Fields of one group, with their choices in this session. */
type SessionDetailFields = Pick<RecordFieldsProps<SessionDetailValues>, 'rows' | 'options' | 'drawn'>;

interface SessionDetailsViewProps {
  readonly number: string;
  readonly title: string;
  readonly kind: SessionKind;
  /** Fixed start; null where the time follows. */
  readonly starts: string | null;
  /** Time by the list, `10:20`; null without a day. */
  readonly followsAt: string | null;
  /** Learning objectives of the workshop. */
  readonly objectives: readonly LearningObjective[];
  /** Ids of the objectives of this session. */
  readonly chosenObjectives: readonly string[];
  /** Setting of the session, or of its workshop. */
  readonly isNonAttributed: boolean;
  /** Reason why the last choice was not kept. */
  readonly refusal: string | null;
  /** Draw the fields of a group. */
  readonly fields: (sessionDetailFields: SessionDetailFields) => ReactNode;
  readonly onChange: (name: SessionDetail, value: JsonValue) => void;
  readonly isReadOnly: boolean;
}

/** Plan and delivery of one session, beside the agenda. */
export function SessionDetailsView(props: SessionDetailsViewProps): ReactElement {
  const { number, title, kind, starts, followsAt, refusal, fields, onChange, isReadOnly } = props;
  const translate = useTranslate();
  const isPause = kind !== 'session';
  return (
    <div className="ww-facts">
      {refusal !== null && (
        <Banner meaning="bad" isAnnounced>
          {refusal}
        </Banner>
      )}
      <PageSection
        kind="side"
        title={translate('workshop.session.of', {
          number: isPause ? translate(valueLabels.sessionKind[kind]) : number,
          title,
        })}
      >
        {fields({
          rows: sessionDetailRows.time,
          options: {
            starts: {
              valueOfBlank: followsAt,
              description:
                starts === null && followsAt !== null ? translate('workshop.session.follows') : undefined,
            },
          },
        })}
        {starts !== null && !isReadOnly && (
          <div>
            <Button kind="quiet" icon={Pin} onPress={() => onChange('starts', null)}>
              {translate('workshop.time.follow')}
            </Button>
          </div>
        )}
        {fields({
          rows: isPause ? sessionDetailRows.pause : sessionDetailRows.plan,
          options: { kind: { valueOfBlank: 'session' }, materials: { rows: 1 } },
          drawn: {
            objectives: <SessionObjectives {...props} />,
            'non-attribution': <NonAttributionSelect {...props} />,
          },
        })}
      </PageSection>
      {!isPause && (
        <PageSection kind="side" title={translate('path.session.delivery')}>
          {fields({
            rows: sessionDetailRows.delivery,
            options: {
              delivery: { blankChoice: translate('workshop.delivery.notYet') },
              'delivery-note': { label: translate('workshop.delivery.note'), rows: 2 },
            },
          })}
        </PageSection>
      )}
    </div>
  );
}

function SessionObjectives({
  objectives,
  chosenObjectives,
  onChange,
  isReadOnly,
}: SessionDetailsViewProps): ReactElement | null {
  const translate = useTranslate();
  if (objectives.length === 0) return null;
  return (
    <CheckRows
      label={translate('path.session.objectives')}
      rows={objectives.map(({ id, code, text }) => ({ value: id, text: `${code} ${text}` }))}
      value={chosenObjectives}
      onChange={(chosen) => onChange('objectives', chosen)}
      isReadOnly={isReadOnly}
    />
  );
}

function NonAttributionSelect({
  isNonAttributed,
  onChange,
  isReadOnly,
}: SessionDetailsViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <Select
      label={translate('path.nonAttribution')}
      options={(['on', 'off'] as const).map((id) => ({
        id,
        label: translate(id === 'on' ? 'workshop.nonAttribution.on' : 'workshop.nonAttribution.off'),
      }))}
      value={isNonAttributed ? 'on' : 'off'}
      onChange={(id) => onChange('non-attribution', id === 'on')}
      isDisabled={isReadOnly}
    />
  );
}
