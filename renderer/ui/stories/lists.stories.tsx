import { ClipboardList, FileText } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { Button } from '../button.tsx';
import { galleryNowMs, useSample } from '../gallery/sample.ts';
import type { StoriesAbout } from '../gallery/story-registry.ts';
import { Card } from '../layout/card.tsx';
import { PageSection } from '../layout/screen-page.tsx';
import { Tabs } from '../layout/tabs.tsx';
import { EmptyState } from '../marks/empty-state.tsx';
import { FactList, ListEntry } from '../marks/fact-list.tsx';
import { LevelChip } from '../marks/level-chip.tsx';
import { Pill } from '../marks/pill.tsx';
import { RelativeTime } from '../screen-clock.tsx';
import { RecordTable } from './record-table.tsx';

export const about: StoriesAbout = { title: 'Lists and cards' };

export function TableOfRecords(): ReactElement {
  return <RecordTable />;
}

export function TableEmpty(): ReactElement {
  return <RecordTable isEmpty />;
}

export function Empty(): ReactElement {
  const sample = useSample();
  return (
    <EmptyState
      icon={ClipboardList}
      title={sample.emptyTitle}
      action={<Button kind="primary">{sample.emptyAction}</Button>}
    >
      {sample.emptyText}
    </EmptyState>
  );
}

export function Cards(): ReactElement {
  const sample = useSample();
  return (
    <div className="story-stack">
      <Card isCurrent label={sample.questionTitle}>
        {sample.question}
      </Card>
      <Card label={sample.q2Title}>{sample.q2}</Card>
    </div>
  );
}

export function Entries(): ReactElement {
  const sample = useSample();
  return (
    <div className="story-side">
      <PageSection kind="side" title={sample.history}>
        <ListEntry lead={<LevelChip level={2} />} meta={sample.meta1}>
          {sample.you}
        </ListEntry>
        <ListEntry lead={<LevelChip level={3} />} meta={<RelativeTime atMs={galleryNowMs - 9_500_000} />}>
          {sample.second}
        </ListEntry>
      </PageSection>
      <PageSection
        kind="side"
        title={sample.evidenceFor}
        action={<Button kind="quiet">{sample.addEvidence}</Button>}
      >
        <ListEntry isBoxed lead={<FileText className="fb-icon" aria-hidden />} meta={sample.ev2meta}>
          {sample.ev2}
        </ListEntry>
      </PageSection>
    </div>
  );
}

export function KnownFacts(): ReactElement {
  const sample = useSample();
  return (
    <div className="story-stack">
      <FactList
        facts={[
          { term: sample.fieldLabel, value: sample.institutionLong },
          { term: sample.state, value: <Pill text={sample.fieldwork} meaning="info" /> },
          { term: sample.changed, value: <RelativeTime atMs={galleryNowMs - 600_000} /> },
        ]}
      />
    </div>
  );
}

export function InTabs(): ReactElement {
  const sample = useSample();
  const [selected, setSelected] = useState<'evidence' | 'comments' | 'history'>('comments');
  return (
    <Tabs
      label={sample.context}
      selected={selected}
      onSelect={setSelected}
      tabs={[
        { id: 'evidence', label: sample.evidenceFor, count: 2, content: sample.ev1 },
        { id: 'comments', label: sample.comments, count: 1, content: sample.comment },
        { id: 'history', label: sample.history, content: sample.meta1 },
      ]}
    />
  );
}
