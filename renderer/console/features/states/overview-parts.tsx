import type { ReactElement } from 'react';
import type { DocumentId, LogId } from '#domain/ids.ts';
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
