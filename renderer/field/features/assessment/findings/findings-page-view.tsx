import { ClipboardList, Plus } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import type { GapRow } from './gap-row.ts';
import { type GapActs, GapsView } from './gaps-view.tsx';
import { type MetRow, MetView } from './met-view.tsx';
import { type UnknownRow, UnknownView } from './unknown-view.tsx';
import './findings.css';

/** What the ratings say. */
export interface ShownGaps {
  readonly rows: readonly GapRow[];
  readonly unknown: readonly UnknownRow[];
  readonly met: readonly MetRow[];
  /** Where rating goes on. */
  readonly questionsHref: string;
}

/** What was just taken out of a list. */
export interface RemovedCard {
  readonly list: 'findings' | 'recommendations';
  readonly id: string;
  readonly text: string;
}

/** A list of cards, drawn by the screen. */
export interface CardList {
  readonly cards: readonly ReactNode[];
  /** Absent where nothing may be written. */
  readonly onAdd?: (() => void) | undefined;
}

interface FindingsPageViewProps {
  readonly notice: ReactNode;
  /** What has changed since an assessment before; null where there is none. */
  readonly change: ReactNode;
  readonly gaps: ShownGaps;
  readonly findings: CardList;
  readonly recommendations: CardList;
  readonly maySetTargets: boolean;
  readonly removed: RemovedCard | null;
  /** How much two people wrote without seeing each other's, that no card shows. */
  readonly problem: Message | null;
  readonly acts: GapActs & {
    readonly onBringBack: () => void;
  };
}

/** From gaps to what should be done about them. */
export function FindingsPageView(props: FindingsPageViewProps): ReactElement {
  const { notice, change, gaps, findings, recommendations, maySetTargets, removed, problem, acts } = props;
  const say = useSay();
  const isReadOnly = findings.onAdd === undefined;
  const hasRatings = gaps.rows.length + gaps.met.length > 0;
  return (
    <Page>
      {notice}
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {say(problem)}
        </Banner>
      )}
      <Section title={say('finding.gaps.title')} description={say('finding.gaps.how')}>
        {hasRatings ? (
          gaps.rows.length === 0 ? (
            <p className="find-nothing">{say('finding.gaps.none')}</p>
          ) : (
            <GapsView rows={gaps.rows} isReadOnly={isReadOnly} maySetTargets={maySetTargets} acts={acts} />
          )
        ) : (
          <EmptyState
            icon={ClipboardList}
            title={say('finding.gaps.empty.title')}
            action={<TextLink href={gaps.questionsHref}>{say('finding.gaps.empty.action')}</TextLink>}
          >
            {say('finding.gaps.empty.text')}
          </EmptyState>
        )}
        <MetView rows={gaps.met} onFinding={isReadOnly ? undefined : acts.onFinding} />
      </Section>
      {change}
      <Section title={say('finding.unknown.title')} description={say('finding.unknown.how')}>
        <UnknownView rows={gaps.unknown} onFinding={isReadOnly ? undefined : acts.onFinding} />
      </Section>
      <CardSection
        title={say('finding.findings.title')}
        empty={say(isReadOnly ? 'finding.findings.none' : 'finding.findings.empty')}
        add={say('finding.findings.add')}
        list={findings}
        removed={removed?.list === 'findings' ? removed : null}
        onBringBack={acts.onBringBack}
      />
      <CardSection
        title={say('finding.recommendations.title')}
        empty={say(isReadOnly ? 'finding.recommendations.none' : 'finding.recommendations.empty')}
        add={say('finding.recommendations.add')}
        list={recommendations}
        removed={removed?.list === 'recommendations' ? removed : null}
        onBringBack={acts.onBringBack}
      />
    </Page>
  );
}

interface CardSectionProps {
  readonly title: string;
  readonly empty: string;
  readonly add: string;
  readonly list: CardList;
  readonly removed: RemovedCard | null;
  readonly onBringBack: () => void;
}

function CardSection({ title, empty, add, list, removed, onBringBack }: CardSectionProps): ReactElement {
  const say = useSay();
  return (
    <Section
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
          actions={<Button onPress={onBringBack}>{say('finding.undo')}</Button>}
        >
          {say('finding.removed', { text: removed.text || say('finding.untitled') })}
        </Banner>
      )}
      {list.cards.length === 0 ? (
        <p className="find-nothing">{empty}</p>
      ) : (
        <div className="find-list">{list.cards}</div>
      )}
    </Section>
  );
}
