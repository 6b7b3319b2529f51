import type { ReactElement } from 'react';
import { type DataRequest, waitOf } from '#domain/privacy/data-request.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Pill } from '#renderer/ui/pill.tsx';
import { outcomeKeys, waitLooks } from './request.ts';

interface StandingPillProps {
  readonly request: DataRequest;
  /** `2026-11-24` */
  readonly today: string;
}

/** Where a request stands: how it was answered, or how near its day is. */
export function StandingPill({ request, today }: StandingPillProps): ReactElement {
  const say = useSay();
  const { answer, dueOn } = request;
  if (answer !== null) return <Pill text={say(outcomeKeys[answer.outcome])} />;
  const { key, meaning } = waitLooks[waitOf(dueOn, today)];
  return <Pill text={say(key)} meaning={meaning} />;
}
