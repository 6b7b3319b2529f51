import type { ReactElement } from 'react';
import type { AuditChainResponse } from '#api/admin-api.ts';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import {
  fieldLaptop,
  minutesAgo,
  sampleDocumentId,
  sampleLabels,
  sampleLead,
  sampleLog,
  sampleReviewer,
  sampleSecondAssessor,
} from '#renderer/console/stories/sample-people.ts';
import { useTranslate } from '#renderer/i18n';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { type AuditFilter, AuditView, emptyAuditFilter } from './audit-view.tsx';

export const about: StoriesAbout = { title: 'Console audit trail', layout: 'page' };

const head = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const intact: AuditChainResponse = { intact: true, lines: 3, head, broken: null };
const reading = {
  actor: sampleReviewer,
  actorText: sampleReviewer.person,
  subject: { log: sampleLog, doc: sampleDocumentId(1) },
};
const lines = [
  { ...reading, seq: 7, atMs: minutesAgo(2), act: 'read-history' },
  { ...reading, seq: 6, atMs: minutesAgo(2), act: 'read-document' },
  { ...reading, seq: 5, atMs: minutesAgo(3), act: 'read-document' },
  {
    seq: 4,
    atMs: minutesAgo(4),
    actor: null,
    actorText: 'unknown',
    act: 'failed-sign-in',
    subject: { by: 'code' },
  },
  {
    seq: 3,
    atMs: minutesAgo(5),
    actor: sampleSecondAssessor,
    actorText: sampleSecondAssessor.person,
    act: 'report-loss',
    subject: { device: fieldLaptop, reason: 'stolen', noticed: '2026-11-12T09:00Z', late: true },
  },
  {
    seq: 2,
    atMs: minutesAgo(5),
    actor: sampleSecondAssessor,
    actorText: sampleSecondAssessor.person,
    act: 'revoke',
    subject: { device: fieldLaptop, wipe: true, reason: 'stolen' },
  },
  {
    seq: 1,
    atMs: minutesAgo(50),
    actor: null,
    actorText: 'command line',
    act: 'add-person',
    subject: { name: sampleLead.name, role: 'lead' },
  },
];

interface StateProps {
  readonly chain: AuditChainResponse;
  readonly isEmpty?: boolean;
  readonly filter?: AuditFilter;
}

function State({ chain, isEmpty = false, filter = emptyAuditFilter }: StateProps): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame railItem="audit" isAdministrator head={{ title: translate('console.audit.title') }}>
      <AuditView
        response={{
          lines: isEmpty ? [] : lines,
          records: { [sampleDocumentId(1)]: { log: sampleLog, kind: 'assessment', number: 2 } },
          next: null,
          acts: ['add-person', 'revoke'],
        }}
        chain={chain}
        filter={filter}
        people={[sampleLead, sampleSecondAssessor]}
        names={new Map([...sampleLabels, [sampleLog, 'Arlandia baseline']])}
        onFilter={() => undefined}
        onNextPage={() => undefined}
        onFirstPage={filter === emptyAuditFilter ? null : () => undefined}
        onExport={() => undefined}
      />
    </ConsoleSampleFrame>
  );
}

export function Some(): ReactElement {
  return <State chain={intact} />;
}

export function OfSomeDays(): ReactElement {
  return (
    <State
      chain={intact}
      filter={{ ...emptyAuditFilter, act: 'revoke', from: '2026-11-01', to: '2026-11-24' }}
    />
  );
}

export function Broken(): ReactElement {
  return <State chain={{ ...intact, intact: false, broken: 2 }} />;
}

export function Empty(): ReactElement {
  return <State chain={intact} isEmpty />;
}
