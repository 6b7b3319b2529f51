import { useState, type ReactElement } from 'react';
import type { LogId } from '#domain/ids.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useQuery } from '#renderer/field/use-query.ts';
import { TakenOffView } from './taken-off-view.tsx';

/** What was taken off this laptop and can be brought back; nothing where nothing was. */
export function TakenOff(): ReactElement | null {
  const { store } = useField();
  const missions = useQuery('takenOff', null);
  const [refusal, setRefusal] = useState<Message | null>(null);
  if (missions.kind === 'loading' || missions.answer.length === 0) return null;
  const bringBack = (log: LogId): void =>
    void store.bringMissionBack(log).then(
      () => setRefusal(null),
      () => setRefusal({ key: 'travel.away.failed' }), // why is in the store's status, which the frame shows
    );
  return <TakenOffView missions={missions.answer} refusal={refusal} onBringBack={bringBack} />;
}
