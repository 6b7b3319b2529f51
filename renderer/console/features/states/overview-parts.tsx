import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import type { StateResponse } from '#api/overview-api.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { AssessmentPart } from '#domain/overview/state-overview.ts';
import type { PlanView as PlanViewName } from '#domain/plan/plan-table.ts';
import type { OverviewList } from '#renderer/console/parts/list-query.ts';
import { useTranslate } from '#renderer/i18n';
import { Banner, LevelChip } from '#renderer/ui';
import './states.css';

/** Addresses of the records behind an overview. */
export interface OverviewHrefs {
  readonly states: (overviewList: OverviewList) => string;
  readonly state: (country: string, overviewList: OverviewList) => string;
  readonly mission: (logId: LogId) => string;
  /** A record, or one dimension of an assessment. */
  readonly record: (recordAddress: RecordAddress, part?: string) => string;
  /** Missions to a State in one status. */
  readonly missions: (country: string, status: string) => string;
  /** Plan items of a State. */
  readonly plan: (country: string, view: PlanViewName) => string;
  readonly review: string;
  readonly devices: string;
}

/** Notice that the server is still computing figures; the page asks again by itself. */
export function ComputingNotice({ count }: { readonly count: number }): ReactElement | null {
  const translate = useTranslate();
  return count === 0 ? null : (
    <Banner meaning="info" isQuiet>
      {translate('states.computing', { count })}
    </Banner>
  );
}

interface RecordAddress {
  readonly log: LogId;
  readonly doc: DocumentId;
}

/** Meanings of the marks on levels. */
export function LevelLegend(): ReactElement {
  const translate = useTranslate();
  return (
    <p className="states-legend">
      <span className="states-level" data-provisional aria-hidden>
        <LevelChip level={2} isDecorative />
      </span>
      {translate('states.legend.provisional')}
      <span className="states-level" data-limited aria-hidden>
        <LevelChip level={2} isDecorative />
      </span>
      {translate('states.legend.limited')}
    </p>
  );
}

/** Names of the dimensions, whose columns show codes. */
export function DimensionLegend({
  dimensions,
}: {
  readonly dimensions: StateResponse['dimensions'];
}): ReactElement {
  return (
    <p className="states-legend">
      {dimensions.map(({ code, title }) => (
        <bdi key={code}>{`${code} ${title}`}</bdi>
      ))}
    </p>
  );
}

interface MarkedPartProps {
  /** What the part was opened for; empty: nothing. */
  readonly mark: string;
  readonly children: ReactNode;
}

/** Part of a page that a figure opened: it comes into view, and is marked. */
export function MarkedPart({ mark, children }: MarkedPartProps): ReactElement {
  const part = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (mark !== '') part.current?.scrollIntoView({ block: 'start' });
  }, [mark]);
  return (
    <div className="states-part" ref={part} data-marked={mark !== '' || undefined}>
      {children}
    </div>
  );
}

/** Counts of the parts of a State's assessments. */
export const assessmentPartLabels = {
  final: 'states.count.final',
  review: 'states.count.review',
  field: 'states.count.field',
} as const satisfies { readonly [P in AssessmentPart]: string };
