import type { ReactElement } from 'react';
import type { WorkshopStatus } from '#domain/workshop/workshop.ts';
import { workshopStatusKey } from '#renderer/field/parts/status-word.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Facts } from '#renderer/ui/facts.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { type EditedText, fieldOf } from '#renderer/field/parts/edited-text.ts';
import { timeMessage } from './time-message.ts';
import './workshop.css';

interface WorkshopFactsViewProps {
  readonly title: EditedText;
  readonly from: EditedText;
  readonly to: EditedText;
  readonly status: WorkshopStatus | null;
  /** What the person's role may choose. */
  readonly statuses: readonly WorkshopStatus[];
  readonly onStatus: (status: WorkshopStatus) => void;
  readonly counts: { readonly sessions: number; readonly minutes: number; readonly withNotes: number };
  readonly isReadOnly: boolean;
}

/** What is known about the workshop as a whole, and what must not be written in it. */
export function WorkshopFactsView(props: WorkshopFactsViewProps): ReactElement {
  const { title, from, to, status, statuses, onStatus, counts, isReadOnly } = props;
  const say = useSay();
  return (
    <div className="ww-facts">
      <Facts
        facts={[
          {
            term: say('workshop.facts.sessions'),
            value: say('workshop.facts.count', { count: counts.sessions }),
          },
          { term: say('workshop.facts.time'), value: say(timeMessage(counts.minutes)) },
          {
            term: say('workshop.facts.notes'),
            value: say('workshop.facts.withNotes', { count: counts.withNotes }),
          },
        ]}
      />
      <TextArea
        label={say('workshop.facts.name')}
        rows={1}
        maxLength={400}
        {...fieldOf(title, say)}
        isReadOnly={isReadOnly}
      />
      <div className="ww-days">
        <TextField
          label={say('workshop.facts.from')}
          placeholder="2026-11-24"
          maxLength={10}
          {...fieldOf(from, say)}
          isReadOnly={isReadOnly}
        />
        <TextField
          label={say('workshop.facts.to')}
          placeholder="2026-11-27"
          maxLength={10}
          {...fieldOf(to, say)}
          isReadOnly={isReadOnly}
        />
      </div>
      <Select
        label={say('workshop.facts.status')}
        options={statuses.map((id) => ({ id, label: say(workshopStatusKey(id)) }))}
        value={status}
        onChange={onStatus}
        isDisabled={isReadOnly}
      />
      <Banner meaning="info" isQuiet title={say('workshop.hint.title')}>
        {say('workshop.hint.text')}
      </Banner>
    </div>
  );
}
