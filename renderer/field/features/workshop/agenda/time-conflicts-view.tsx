import type { ReactElement } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button } from '#renderer/ui';
import type { AgendaSession, ShownTimeConflict, TimeRemedy } from './agenda-facts.ts';

interface TimeConflictsViewProps {
  readonly session: AgendaSession;
  readonly isReadOnly: boolean;
  readonly onResolve: (remedy: TimeRemedy) => void;
}

/** Conflicts of time of one session, each with its usual remedies. */
export function TimeConflictsView({
  session,
  isReadOnly,
  onResolve,
}: TimeConflictsViewProps): ReactElement | null {
  const translate = useTranslate();
  if (session.timeConflicts.length === 0) return null;
  return (
    <div className="wa-time-conflicts">
      {session.timeConflicts.map((shown, at) => (
        <Banner
          key={`${shown.conflict.kind} ${at}`}
          meaning={shown.conflict.kind === 'gap' ? 'info' : 'wait'}
          isQuiet={shown.conflict.kind === 'gap'}
          actions={
            isReadOnly
              ? undefined
              : remediesOf(shown).map(({ remedy, label }) => (
                  <Button key={remedy.kind} onPress={() => onResolve(remedy)}>
                    {translate(label)}
                  </Button>
                ))
          }
        >
          {translate(timeConflictMessage(shown))}
        </Banner>
      ))}
    </div>
  );
}

/** A conflict of time in a sentence. */
export function timeConflictMessage({ conflict, other }: ShownTimeConflict): Message {
  const name = other?.name ?? '';
  switch (conflict.kind) {
    case 'overlap':
      return { key: 'workshop.time.overlap', values: { minutes: conflict.minutes, other: name } };
    case 'roomTaken':
      return { key: 'workshop.time.roomTaken', values: { room: conflict.room, other: name } };
    case 'outOfOrder':
      return { key: 'workshop.time.outOfOrder', values: { other: name } };
    case 'pastMidnight':
      return { key: 'workshop.time.pastMidnight', values: { minutes: conflict.minutes } };
    case 'gap':
      return { key: 'workshop.time.gap', values: { minutes: conflict.minutes, other: name } };
  }
}

interface OfferedRemedy {
  readonly remedy: TimeRemedy;
  readonly label: Message;
}

function remediesOf({ conflict, other, freeAt }: ShownTimeConflict): readonly OfferedRemedy[] {
  const follow: OfferedRemedy = { remedy: { kind: 'follow' }, label: { key: 'workshop.time.follow' } };
  if (conflict.kind === 'outOfOrder' || conflict.kind === 'gap') return [follow];
  if (other === null) return [];
  const move: OfferedRemedy = {
    remedy: { kind: 'move', starts: freeAt },
    label: { key: 'workshop.time.moveTo', values: { time: freeAt } },
  };
  const minutes = conflict.kind === 'overlap' ? other.minutes - conflict.minutes : 0;
  if (minutes <= 0) return [move];
  return [
    {
      remedy: { kind: 'shorten', other: other.id, minutes },
      label: { key: 'workshop.time.shorten', values: { other: other.name, minutes } },
    },
    move,
  ];
}
