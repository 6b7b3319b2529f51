import { ClipboardList, Plus } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, EmptyState, PageSection, ScreenPage, TextLink } from '#renderer/ui';
import type { GapHandlers } from './gap-grid.ts';
import type { GapRow } from './gap-rows.ts';
import { GapsView } from './gaps-view.tsx';
import {
  type InformationGapRow,
  InformationGapsView,
  type MetTargetRow,
  MetTargetsView,
} from './met-and-unknown-view.tsx';
import './findings.css';
import type { Section as ReportSection } from '#domain/report/report.ts';
import type { ReportLabels } from '#renderer/report/report-labels.ts';
import { ReportSectionView } from '#renderer/report/report-view.tsx';

interface FollowUpComparisonViewProps {
  /** The assessment before. */
  readonly title: string;
  /** Null while nothing is rated in both. */
  readonly section: ReportSection | null;
  readonly labels: ReportLabels;
}

/** Before and after, indicator by indicator, as a picture and as a table. */
export function FollowUpComparisonView({
  title,
  section,
  labels,
}: FollowUpComparisonViewProps): ReactElement {
  const translate = useTranslate();
  const heading = translate('finding.change.title', { title });
  if (section === null)
    return (
      <PageSection title={heading}>
        <p className="find-nothing">{translate('finding.change.none')}</p>
      </PageSection>
    );
  // As in the report, on its sheet.
  return (
    <div className="fb-report">
      <ReportSectionView
        titled={{ section, title: heading, tableTitle: labels.word(section.title) }}
        labels={labels}
      />
      <p className="find-nothing">{translate('finding.change.how')}</p>
    </div>
  );
}

/** Facts of the ratings. */
interface GapListFacts {
  readonly rows: readonly GapRow[];
  readonly unknown: readonly InformationGapRow[];
  readonly met: readonly MetTargetRow[];
  /** Where rating goes on. */
  readonly questionsHref: string;
}

/** Card that was just removed from a list. */
export interface RemovedCard {
  readonly list: 'findings' | 'recommendations';
  readonly id: string;
  readonly text: string;
}

/** A list of cards, drawn by the screen. */
interface CardList {
  readonly cards: readonly ReactNode[];
  /** Absent where nothing may be written. */
  readonly onAdd?: (() => void) | undefined;
}

interface FindingsPageViewProps {
  readonly notice: ReactNode;
  /** Changes since an earlier assessment; null where there is none. */
  readonly change: ReactNode;
  readonly gaps: GapListFacts;
  readonly findings: CardList;
  readonly recommendations: CardList;
  readonly maySetTargets: boolean;
  readonly removed: RemovedCard | null;
  /** Number of concurrent values that no card shows. */
  readonly problem: Message | null;
  readonly acts: GapHandlers & {
    readonly onRestore: () => void;
  };
}

/** Page from gaps to recommendations. */
export function FindingsPageView(props: FindingsPageViewProps): ReactElement {
  const { notice, change, gaps, findings, recommendations, maySetTargets, removed, problem, acts } = props;
  const translate = useTranslate();
  const isReadOnly = findings.onAdd === undefined;
  const onFinding = isReadOnly ? undefined : (question: string): void => acts.onFinding([question]);
  const hasRatings = gaps.rows.length + gaps.met.length > 0;
  return (
    <ScreenPage>
      {notice}
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      <PageSection title={translate('finding.gaps.title')}>
        {hasRatings ? (
          gaps.rows.length === 0 ? (
            <p className="find-nothing">{translate('finding.gaps.none')}</p>
          ) : (
            <GapsView rows={gaps.rows} isReadOnly={isReadOnly} maySetTargets={maySetTargets} acts={acts} />
          )
        ) : (
          <EmptyState
            icon={ClipboardList}
            title={translate('finding.gaps.empty.title')}
            action={<TextLink href={gaps.questionsHref}>{translate('finding.gaps.empty.action')}</TextLink>}
          >
            {translate('finding.gaps.empty.text')}
          </EmptyState>
        )}
        {hasRatings && (
          <details className="find-linked">
            <summary>{translate('finding.gaps.how.title')}</summary>
            <p className="find-nothing">{translate('finding.gaps.how')}</p>
          </details>
        )}
        <MetTargetsView rows={gaps.met} onFinding={onFinding} />
      </PageSection>
      {change}
      <PageSection title={translate('finding.unknown.title')} description={translate('finding.unknown.how')}>
        <InformationGapsView rows={gaps.unknown} onFinding={onFinding} />
      </PageSection>
      <CardSection
        title={translate('finding.findings.title')}
        empty={translate(isReadOnly ? 'finding.findings.none' : 'finding.findings.empty')}
        add={translate('finding.findings.add')}
        list={findings}
        removed={removed?.list === 'findings' ? removed : null}
        onRestore={acts.onRestore}
      />
      <CardSection
        title={translate('finding.recommendations.title')}
        empty={translate(isReadOnly ? 'finding.recommendations.none' : 'finding.recommendations.empty')}
        add={translate('finding.recommendations.add')}
        list={recommendations}
        removed={removed?.list === 'recommendations' ? removed : null}
        onRestore={acts.onRestore}
      />
    </ScreenPage>
  );
}

interface CardSectionProps {
  readonly title: string;
  readonly empty: string;
  readonly add: string;
  readonly list: CardList;
  readonly removed: RemovedCard | null;
  readonly onRestore: () => void;
}

function CardSection({ title, empty, add, list, removed, onRestore }: CardSectionProps): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection
      title={title}
      action={
        list.onAdd && (
          <Button icon={Plus} onPress={list.onAdd}>
            {add}
          </Button>
        )
      }
    >
      {removed && (
        <Banner
          meaning="info"
          isAnnounced
          actions={<Button onPress={onRestore}>{translate('finding.undo')}</Button>}
        >
          {translate('finding.removed', { text: removed.text || translate('finding.untitled') })}
        </Banner>
      )}
      {list.cards.length === 0 ? (
        <p className="find-nothing">{empty}</p>
      ) : (
        <div className="find-list">{list.cards}</div>
      )}
    </PageSection>
  );
}
