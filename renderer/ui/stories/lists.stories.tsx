import { ClipboardList, FileText } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { Button } from '../button.tsx';
import { Card } from '../card.tsx';
import { EmptyState } from '../empty-state.tsx';
import { Entry } from '../entry.tsx';
import { Facts } from '../facts.tsx';
import type { StoriesAbout } from '../gallery/story.ts';
import { galleryNowMs, useSample } from '../gallery/sample.ts';
import { LevelChip } from '../level-chip.tsx';
import { Pill } from '../pill.tsx';
import { RelativeTime } from '../relative-time.tsx';
import { Section } from '../section.tsx';
import { RecordTable } from './record-table.tsx';
import { Tabs } from '../tabs.tsx';

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
      <Section kind="side" title={sample.history}>
        <Entry lead={<LevelChip level={2} />} meta={sample.meta1}>
          {sample.you}
        </Entry>
        <Entry lead={<LevelChip level={3} />} meta={<RelativeTime atMs={galleryNowMs - 9_500_000} />}>
          {sample.second}
        </Entry>
      </Section>
      <Section
        kind="side"
        title={sample.evidenceFor}
        action={<Button kind="quiet">{sample.addEvidence}</Button>}
      >
        <Entry isBoxed lead={<FileText className="fb-icon" aria-hidden />} meta={sample.ev2meta}>
          {sample.ev2}
        </Entry>
      </Section>
    </div>
  );
}

export function KnownFacts(): ReactElement {
  const sample = useSample();
  return (
    <div className="story-stack">
      <Facts
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
