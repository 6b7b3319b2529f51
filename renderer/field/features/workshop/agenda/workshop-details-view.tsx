import { ShieldCheck } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslate } from '#renderer/i18n';
import type { FieldRow } from '#renderer/records/record-fields.tsx';
import { Banner, Button, FactList, PageSection } from '#renderer/ui';
import { durationMessage } from './agenda-facts.ts';
import './workshop.css';

type WorkshopDetail =
  | 'title'
  | 'from'
  | 'to'
  | 'status'
  | 'mode'
  | 'host'
  | 'place'
  | 'languages'
  | 'non-attribution';

/** Fields of a workshop as a whole. */
export const workshopDetailRows: readonly FieldRow<WorkshopDetail>[] = [
  'title',
  'from',
  'to',
  'status',
  'mode',
  'host',
  'place',
  'languages',
  'non-attribution',
];

interface WorkshopDetailsViewProps {
  readonly counts: { readonly sessions: number; readonly minutes: number; readonly withNotes: number };
  /** Code of the template of its agenda; empty without one. */
  readonly template: string;
  /** Reason why the last choice was not kept. */
  readonly refusal: string | null;
  /** The fields, of `workshopDetailRows`. */
  readonly fields: ReactNode;
  /** Day on which the data notice was shown, as the screen writes it; null before. */
  readonly noticeOn: string | null;
  readonly onNotice: () => void;
  /** A `LearningObjectivesView` with its drafts. */
  readonly objectives: ReactNode;
}

/** Details of the workshop as a whole, and the rule of names that must not be written in it. */
export function WorkshopDetailsView(props: WorkshopDetailsViewProps): ReactElement {
  const { counts, template, refusal, fields, noticeOn, onNotice, objectives } = props;
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
          ...(template === '' ? [] : [{ term: translate('path.template'), value: <bdi>{template}</bdi> }]),
        ]}
      />
      {refusal !== null && (
        <Banner meaning="bad" isAnnounced>
          {refusal}
        </Banner>
      )}
      {fields}
      <PageSection kind="side" title={translate('workshop.notice.name')}>
        <p className="ww-note">
          {noticeOn === null
            ? translate('workshop.notice.notYet')
            : translate('workshop.notice.shownOn', { date: noticeOn })}
        </p>
        <div>
          <Button icon={ShieldCheck} onPress={onNotice}>
            {translate('workshop.notice.open')}
          </Button>
        </div>
      </PageSection>
      {objectives}
      <Banner meaning="info" isQuiet title={translate('workshop.hint.title')}>
        {translate('workshop.hint.text')}
      </Banner>
    </div>
  );
}
