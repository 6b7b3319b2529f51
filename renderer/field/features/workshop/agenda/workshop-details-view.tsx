import type { ReactElement } from 'react';
import type { WorkshopStatus } from '#domain/workshop/workshop-schema.ts';
import { useTranslate } from '#renderer/i18n';
import { Banner, FactList, Select, TextArea, TextField } from '#renderer/ui';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { statusLabel } from '#renderer/records/value-labels.ts';
import { durationMessage } from './agenda-facts.ts';
import './workshop.css';
import { Lock } from 'lucide-react';
import type { WriteMode } from '#domain/people/permit.ts';

/** Reason why nothing can be changed here. */
export function WorkshopReadOnlyBannerView({ mode }: { readonly mode: WriteMode }): ReactElement | null {
  const translate = useTranslate();
  if (mode === 'leaseOver') return null; // the banner of the frame says it
  const isFinal = mode === 'final';
  return (
    <div className="ww-read-only">
      <Banner meaning="info" icon={Lock} title={translate(isFinal ? 'ui.locked' : 'ui.readOnly')}>
        {translate(isFinal ? 'workshop.locked' : 'workshop.reading')}
      </Banner>
    </div>
  );
}

interface WorkshopDetailsViewProps {
  readonly title: EditedText;
  readonly from: EditedText;
  readonly to: EditedText;
  readonly status: WorkshopStatus | null;
  /** Statuses that the person's role may choose. */
  readonly statuses: readonly WorkshopStatus[];
  readonly onStatus: (status: WorkshopStatus) => void;
  readonly counts: { readonly sessions: number; readonly minutes: number; readonly withNotes: number };
  readonly isReadOnly: boolean;
}

/** Details of the workshop as a whole, and the rule of names that must not be written in it. */
export function WorkshopDetailsView(props: WorkshopDetailsViewProps): ReactElement {
  const { title, from, to, status, statuses, onStatus, counts, isReadOnly } = props;
  const translate = useTranslate();
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
        ]}
      />
      <TextArea
        label={translate('path.title')}
        rows={1}
        maxLength={400}
        {...textFieldPropsOf(title, translate)}
        isReadOnly={isReadOnly}
      />
      <div className="ww-days">
        <TextField
          label={translate('path.from')}
          placeholder="2026-11-24"
          maxLength={10}
          {...textFieldPropsOf(from, translate)}
          isReadOnly={isReadOnly}
        />
        <TextField
          label={translate('path.to')}
          placeholder="2026-11-27"
          maxLength={10}
          {...textFieldPropsOf(to, translate)}
          isReadOnly={isReadOnly}
        />
      </div>
      <Select
        label={translate('path.status')}
        options={statuses.map((id) => ({ id, label: translate(statusLabel('workshopStatus', id)) }))}
        value={status}
        onChange={onStatus}
        isDisabled={isReadOnly}
      />
      <Banner meaning="info" isQuiet title={translate('workshop.hint.title')}>
        {translate('workshop.hint.text')}
      </Banner>
    </div>
  );
}
