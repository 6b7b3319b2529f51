import { type ReactElement, useState } from 'react';
import type { DataRequest } from '#domain/privacy/data-request.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { AnswerView } from './answer-view.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { EntryView } from './entry-view.tsx';
import { type Finding, FindView } from './find-view.tsx';
import { PossibleView } from './possible-view.tsx';
import { aboutOf, type DataRequestAnswered, type RequestLinks } from './request.ts';
import { VersionsView } from './versions-view.tsx';

interface DataRequestViewProps {
  readonly shown: DataRequestAnswered;
  readonly today: string;
  readonly links: RequestLinks;
  readonly finding: Finding;
  readonly onKeep: (seen: number, request: DataRequest) => void;
}

/** One entry of the register, for who keeps it and for who reads it. */
export function DataRequestView({
  shown,
  today,
  links,
  finding,
  onKeep,
}: DataRequestViewProps): ReactElement {
  const say = useSay();
  const { versions, missions, mayKeep } = shown;
  const [last] = versions;
  const [open, setOpen] = useState<'nothing' | 'entry' | 'answer'>('nothing');
  if (last === undefined) throw new Error('An entry has a version');
  const { request, version } = last;
  const close = (): void => setOpen('nothing');
  const keep = (next: DataRequest): void => {
    onKeep(version, next);
    close();
  };
  return (
    <Page>
      <Section
        title={say('rights.entry')}
        action={mayKeep && <Button onPress={() => setOpen('entry')}>{say('rights.correct')}</Button>}
      >
        <EntryView request={request} missions={missions} today={today} />
      </Section>
      <PossibleView kind={request.kind} about={aboutOf(request, missions)} links={links} />
      {mayKeep && request.answer === null && (
        <FindView missions={missions} log={request.log} finding={finding} />
      )}
      <AnswerView
        answer={request.answer}
        mayKeep={mayKeep}
        onAnswer={() => setOpen('answer')}
        onTakeBack={() => keep({ ...request, answer: null })}
      />
      <VersionsView versions={versions} missions={missions} />
      {open === 'entry' && (
        <EntryDialog entry={request} missions={missions} today={today} onKeep={keep} onClose={close} />
      )}
      {open === 'answer' && (
        <AnswerDialog
          answer={request.answer}
          receivedOn={request.receivedOn}
          today={today}
          onKeep={(answer) => keep({ ...request, answer })}
          onClose={close}
        />
      )}
    </Page>
  );
}
