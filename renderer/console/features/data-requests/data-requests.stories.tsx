import type { ReactElement } from 'react';
import type { FoundResponse, WaitingErasure } from '#api/data-requests-api.ts';
import { unfilteredList } from '#renderer/console/parts/list-query.ts';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { useTranslate } from '#renderer/i18n';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { DataRequestView } from './data-request-view.tsx';
import { DataRequestsView } from './data-requests-view.tsx';
import { EraseMatchDialog, useFoundMatchLabel } from './found-matches-view.tsx';
import { RequestAnswerDialog } from './request-answer-dialog.tsx';
import { RequestEntryDialog } from './request-dialogs.tsx';
import type { ErasureControls } from './request-labels.ts';
import { sampleErasedMatches, sampleFoundMatches, sampleWaitingErasure } from './sample-matches.ts';
import { sampleMissions, sampleRequest, sampleRequests, sampleToday } from './sample-requests.ts';

export const about: StoriesAbout = { title: 'Console data requests', layout: 'page' };

const nothing = (): void => undefined;

function Register({ isEmpty = false }: { readonly isEmpty?: boolean }): ReactElement {
  const translate = useTranslate();
  const sample = useSample();
  return (
    <ConsoleSampleFrame railItem="data-requests" viewer="dpo" head={{ title: translate('rights.title') }}>
      <DataRequestsView
        requests={isEmpty ? [] : sampleRequests(sample)}
        missions={sampleMissions(sample)}
        mayKeep
        today={sampleToday}
        hrefOf={(number) => `#/data-requests/${number}`}
        list={unfilteredList}
        onList={() => undefined}
      />
    </ConsoleSampleFrame>
  );
}

interface OneProps {
  readonly number: number;
  readonly found?: FoundResponse;
  readonly erasedById?: ErasureControls['erasedById'];
  readonly mayKeep?: boolean;
  readonly waiting?: readonly WaitingErasure[];
}

function One({
  number,
  found,
  erasedById = new Map(),
  mayKeep = true,
  waiting = [],
}: OneProps): ReactElement {
  const translate = useTranslate();
  const shownResponse = sampleRequest(useSample(), number);
  return (
    <ConsoleSampleFrame
      railItem="data-requests"
      viewer={mayKeep ? 'dpo' : 'manager'}
      head={{ title: translate('rights.number', { number }) }}
    >
      <DataRequestView
        shown={{ ...shownResponse, mayKeep, waiting }}
        today={sampleToday}
        links={{ mission: null, due: '#/programme' }}
        finding={{ found: found ?? null, isAsking: false, onFind: nothing, hrefOf: () => '#/' }}
        erasing={{ erasedById, isAsking: false, onErase: nothing }}
        onKeep={nothing}
        onWithdraw={nothing}
      />
    </ConsoleSampleFrame>
  );
}

export const Some = (): ReactElement => <Register />;
export const Empty = (): ReactElement => <Register isEmpty />;
export const Overdue = (): ReactElement => <One number={2} />;
export const Found = (): ReactElement => <One number={2} found={sampleFoundMatches} />;
export const FoundToErase = (): ReactElement => <One number={3} found={sampleFoundMatches} />;
export const Erased = (): ReactElement => (
  <One
    number={3}
    found={sampleFoundMatches}
    erasedById={sampleErasedMatches}
    waiting={[sampleWaitingErasure]}
  />
);
export const NothingFound = (): ReactElement => <One number={2} found={{ places: [], left: 0 }} />;
export const ToCorrect = (): ReactElement => <One number={3} />;
export const AnsweredInPart = (): ReactElement => <One number={1} />;
export const ForTheManager = (): ReactElement => <One number={1} mayKeep={false} />;

export function Entering(): ReactElement {
  const sample = useSample();
  return (
    <RequestEntryDialog
      entry={null}
      missions={sampleMissions(sample)}
      today={sampleToday}
      onKeep={nothing}
      onClose={nothing}
    />
  );
}

export function Answering(): ReactElement {
  const { rightsReason: reason, rightsDid: did } = useSample();
  return (
    <RequestAnswerDialog
      answer={{ on: sampleToday, outcome: 'partly', reason, did }}
      receivedOn="2026-10-08"
      today={sampleToday}
      onKeep={nothing}
      onClose={nothing}
    />
  );
}

function Ask({ at }: { readonly at: number }): ReactElement | null {
  const wordsOf = useFoundMatchLabel(sampleMissions(useSample()));
  const foundMatch = sampleFoundMatches.places[at];
  if (foundMatch === undefined) return null;
  return (
    <EraseMatchDialog
      match={foundMatch}
      words={wordsOf(foundMatch)}
      isAsking={false}
      onErase={nothing}
      onClose={nothing}
    />
  );
}

export const AskToErase = (): ReactElement => <Ask at={0} />;
export const AskToErasePastOnly = (): ReactElement => <Ask at={2} />;
