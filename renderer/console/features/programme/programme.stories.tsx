import type { ReactElement } from 'react';
import type { DueWorkResponse } from '#api/overview-api.ts';
import type { DueRow, ProgrammeOverview } from '#api/programme-api.ts';
import { DocumentId } from '#domain/ids.ts';
import { readProgrammeFacts } from '#domain/programme/programme.ts';
import { unfilteredList } from '#renderer/console/parts/list-query.ts';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import {
  otherSampleLog,
  sampleLead,
  sampleLog,
  sampleProgrammeLog,
  sampleSecondAssessor,
} from '#renderer/console/stories/sample-people.ts';
import { useTranslate } from '#renderer/i18n';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { DueWorkView } from './due-work-view.tsx';
import { FactDialog } from './programme-fact-dialogs.tsx';
import { EraseAfterDialog, ProgrammeView } from './programme-view.tsx';

export const about: StoriesAbout = { title: 'Console programme', layout: 'page' };

const running: ProgrammeOverview = {
  log: sampleProgrammeLog,
  title: 'CT TECH',
  endsOn: '2028-06-30',
  seen: [],
  mayChange: true,
  vaults: { eraseAfter: null, seen: [], mayChange: true },
  facts: { ...readProgrammeFacts(undefined), mayChange: true },
};
/** With the facts that its manager entered; the gallery's clock is in month 14. */
const entered: ProgrammeOverview = {
  ...running,
  facts: {
    ...running.facts,
    startsOn: { id: 'starts-on', value: '2025-10-01', seen: [] },
    funding: [
      { id: 'a', value: { title: 'EU-CTT-01', donor: 'European Union', endsOn: '2028-03-31' }, seen: [] },
      { id: 'b', value: { title: 'VOL-02', donor: 'Voluntary contributions', endsOn: null }, seen: [] },
    ],
  },
  endsOn: '2028-03-31',
};
const nothing = (): void => undefined;
const unsaved = (): Promise<boolean> => Promise.resolve(false);
const sampleOfficers = [sampleLead, sampleSecondAssessor].map((namedPerson) => ({
  ...namedPerson,
  role: 'partner' as const,
}));

const sampleWork = { log: sampleLog, mission: 'Uruguay, spring 2026', country: 'UY', part: '' } as const;
const dueWork: DueWorkResponse = {
  due: [
    {
      ...sampleWork,
      doc: DocumentId.parse(sampleLog),
      kind: 'progress-note',
      title: 'National Police',
      dueOn: '2026-11-02',
      isLate: true,
    },
    {
      ...sampleWork,
      doc: DocumentId.parse(otherSampleLog),
      kind: 'plan-item',
      part: 'i1',
      title: 'Procedure for requests of data from service providers',
      dueOn: '2026-12-18',
      isLate: false,
    },
    {
      ...sampleWork,
      doc: DocumentId.parse(sampleProgrammeLog),
      kind: 'request-step',
      part: 'triage',
      title: 'REQ-2026-014',
      mission: '',
      dueOn: '2026-12-04',
      isLate: false,
    },
  ],
  all: 3,
  computing: 0,
};

interface StateProps {
  readonly programme: ProgrammeOverview | null;
  readonly due?: readonly DueRow[] | null;
}

function State({ programme, due = [] }: StateProps): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame
      railItem="programme"
      isAdministrator
      head={{ title: translate('value.documentKind.programme') }}
    >
      <ProgrammeView
        programme={programme}
        officers={[]}
        work={
          <DueWorkView response={dueWork} hrefOf={() => '#'} list={unfilteredList} onList={() => undefined} />
        }
        due={due}
        onChangeFacts={unsaved}
        onSetEnd={nothing}
        onSetEraseAfter={nothing}
      />
    </ConsoleSampleFrame>
  );
}

export function Some(): ReactElement {
  return <State programme={running} />;
}

export function FactsEntered(): ReactElement {
  return <State programme={entered} />;
}

export function ForReaders(): ReactElement {
  const facts = { ...entered.facts, mayChange: false };
  return <State programme={{ ...entered, mayChange: false, facts }} due={null} />;
}

export function PhaseEdited(): ReactElement {
  const [, item = null] = entered.facts.phases;
  return (
    <FactDialog
      facts={entered.facts}
      officers={[]}
      edited={{ kind: 'phase', item }}
      onChange={unsaved}
      onClose={nothing}
    />
  );
}

export function PartnerEdited(): ReactElement {
  const [item = null] = entered.facts.partners;
  return (
    <FactDialog
      facts={entered.facts}
      officers={sampleOfficers}
      edited={{ kind: 'partner', item }}
      onChange={unsaved}
      onClose={nothing}
    />
  );
}

export function EndUnknown(): ReactElement {
  return <State programme={{ ...running, endsOn: null }} />;
}

export function ToRead(): ReactElement {
  const vaults = { eraseAfter: 20, seen: [], mayChange: false };
  const facts = { ...running.facts, mayChange: false };
  return <State programme={{ ...running, mayChange: false, vaults, facts }} />;
}

export function VaultsErase(): ReactElement {
  return <State programme={{ ...running, vaults: { ...running.vaults, eraseAfter: 20 } }} />;
}

export function VaultsEraseAsked(): ReactElement {
  return <EraseAfterDialog eraseAfter={20} onSure={nothing} onClose={nothing} />;
}

export function NoProgramme(): ReactElement {
  return <State programme={null} />;
}

export function Due(): ReactElement {
  const sample = useSample();
  const dueOn = '2033-06-30';
  return (
    <State
      programme={running}
      due={[
        {
          kind: 'log',
          id: sampleLog,
          title: sample.mission,
          groups: [
            { group: 'mission', fields: 12, dueOn },
            { group: 'ratings', fields: 1_204, dueOn },
            { group: 'of a later version', fields: 2, dueOn },
          ],
          listedOn: '2033-07-01',
          erasedFrom: '2033-07-31',
        },
        {
          kind: 'part',
          id: otherSampleLog,
          title: sample.institutionLong,
          groups: [
            { group: 'missionTeam', fields: 6, dueOn: '2029-06-30' },
            { group: 'sessionNotesAttributed', fields: 3, dueOn: '2030-06-30' },
          ],
          listedOn: '2030-06-30',
          erasedFrom: '2030-07-30',
        },
        {
          kind: 'sealed',
          id: otherSampleLog,
          title: sample.institutionLong,
          groups: [{ group: 'markedReviewComments', fields: 2, dueOn: '2030-06-30' }],
          listedOn: '2030-06-30',
          erasedFrom: '2030-07-30',
        },
        {
          kind: 'requests',
          id: '00000000-0000-0000-0000-000000000000',
          title: '',
          groups: [{ group: 'dataRequests', fields: 3, dueOn: '2030-06-30' }],
          listedOn: '2030-06-30',
          erasedFrom: '2030-07-30',
        },
        {
          kind: 'person',
          id: sampleLead.person,
          title: sampleLead.name,
          groups: [{ group: 'accounts', fields: 3, dueOn: '2033-06-30' }],
          listedOn: '2033-06-30',
          erasedFrom: '2033-07-30',
        },
      ]}
    />
  );
}
