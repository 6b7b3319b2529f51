import {
  ArrowDown,
  ArrowUp,
  CalendarArrowUp,
  GripVertical,
  NotebookPen,
  PanelRight,
  Pin,
  Trash2,
} from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { heldMinutesOf } from '#domain/workshop/workshop.ts';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, MenuButton, type MenuChoice, Pill, TextArea, TextField } from '#renderer/ui';
import type { AgendaSession, ShownSessionTime } from './agenda-facts.ts';
import './agenda.css';

/** Acts on a session in the agenda. */
export interface SessionHandlers {
  readonly onOpen: () => void;
  /** Show its details beside the agenda. */
  readonly onDetails: () => void;
  readonly onMove: (step: 'up' | 'down') => void;
  readonly onMoveToDay: (day: number) => void;
  readonly onRemove: () => void;
  readonly onOpenConflicts: () => void;
}

interface AgendaRowViewProps {
  readonly session: AgendaSession;
  readonly title: EditedText;
  readonly minutes: EditedText;
  readonly acts: SessionHandlers;
  /** Whether "Up" and "Down" are possible. */
  readonly can: { readonly up: boolean; readonly down: boolean };
  /** Days that it can be put on. */
  readonly days: readonly number[];
  /** Its details are shown beside the agenda. */
  readonly isCurrent: boolean;
  readonly isReadOnly: boolean;
}

/**
 * One session, break or lunch in the agenda; its title and minutes are edited in place. Alt with an arrow key moves
 * it.
 */
export function AgendaRowView(props: AgendaRowViewProps): ReactElement {
  const { session, title, minutes, acts, can, days, isCurrent, isReadOnly } = props;
  const translate = useTranslate();
  const isPause = session.kind !== 'session';
  const kind = translate(valueLabels.sessionKind[session.kind]);
  const name = { number: isPause ? kind : session.number, title: session.title };
  return (
    <div
      className="wa-row"
      role="group"
      data-kind={session.kind}
      data-current={isCurrent || undefined}
      aria-label={translate('workshop.session.of', name)}
    >
      <span
        className="wa-grip"
        aria-hidden
        title={translate('workshop.session.drag')}
        data-grip
        data-inert={isReadOnly || undefined}
      >
        <GripVertical className="fb-icon" />
      </span>
      <SessionTimeCell time={session.time} />
      <span className="wa-number">{session.number}</span>
      <div className="wa-title">
        <TextArea
          label={translate('workshop.session.titleOf', name)}
          hideLabel
          rows={1}
          placeholder={isPause ? kind : translate('workshop.session.untitled')}
          maxLength={400}
          {...textFieldPropsOf(title, translate)}
          onChange={(text) => title.onChange(text.replaceAll(/\s*\n\s*/g, ' '))}
          isReadOnly={isReadOnly}
        />
        {!isPause && <SessionAbout session={session} />}
        {session.conflicts > 0 && (
          <Button kind="quiet" onPress={acts.onOpenConflicts}>
            <Pill
              meaning="bad"
              text={translate('workshop.session.conflicts', { count: session.conflicts })}
            />
          </Button>
        )}
      </div>
      <div className="wa-minutes">
        <TextField
          label={translate('workshop.session.minutesOf', name)}
          hideLabel
          maxLength={4}
          {...textFieldPropsOf(minutes, translate)}
          isReadOnly={isReadOnly}
        />
        <span aria-hidden>{translate('workshop.session.minutesUnit')}</span>
      </div>
      <DeliveredCell session={session} />
      {isPause ? (
        <span className="wa-no-notes" />
      ) : (
        <Button
          kind="quiet"
          icon={NotebookPen}
          onPress={acts.onOpen}
          label={translate(
            session.hasNotes ? 'workshop.session.openNotesOf' : 'workshop.session.writeNotesOf',
            name,
          )}
        >
          {translate(session.hasNotes ? 'workshop.session.openNotes' : 'workshop.session.writeNotes')}
        </Button>
      )}
      <SessionRowMenuView acts={acts} can={can} days={days} isReadOnly={isReadOnly} />
    </div>
  );
}

/** "09:00–10:30", with a pin where the start is fixed. */
function SessionTimeCell({ time }: { readonly time: ShownSessionTime | null }): ReactElement {
  const translate = useTranslate();
  if (time === null) return <span className="wa-time" />;
  return (
    <span className="wa-time">
      <bdi>
        <b>{time.startsAt}</b>–{time.endsAt}
      </bdi>
      {time.isFixed && (
        <Pin className="fb-icon" role="img" aria-label={translate('workshop.session.fixed')} />
      )}
    </span>
  );
}

/** Method, output, objectives, lead and room in one line. */
function SessionAbout({ session }: { readonly session: AgendaSession }): ReactElement | null {
  const method = [session.method, session.output].filter((text) => text !== '').join(' → ');
  const parts = [method, session.objectives.join(', '), session.lead, session.room].filter(
    (text) => text !== '',
  );
  if (parts.length === 0) return null;
  return (
    <p className="wa-about" dir="auto">
      {parts.map(
        (text, at): ReactNode => (
          <span key={`${at} ${text}`}>
            {at > 0 && ' · '}
            <bdi>{text}</bdi>
          </span>
        ),
      )}
    </p>
  );
}

/** Minutes held, and their difference from the plan. */
function DeliveredCell({ session }: { readonly session: AgendaSession }): ReactElement {
  const translate = useTranslate();
  const { delivery, minutes } = session;
  if (delivery === 'dropped')
    return (
      <span className="wa-delivered">
        <Pill meaning="wait" text={translate(valueLabels.sessionDelivery.dropped)} />
      </span>
    );
  const held = heldMinutesOf(session);
  const difference = held === null || minutes === null ? 0 : held - minutes;
  const sign = difference > 0 ? '+' : '−';
  return (
    <span
      className="wa-delivered"
      title={held === null ? undefined : translate('path.session.deliveredMinutes')}
    >
      {held !== null && <bdi>{held}</bdi>}
      {difference !== 0 && <bdi className="wa-difference">{`${sign}${Math.abs(difference)}`}</bdi>}
    </span>
  );
}

interface SessionRowMenuViewProps {
  readonly acts: SessionHandlers;
  readonly can: { readonly up: boolean; readonly down: boolean };
  readonly days: readonly number[];
  readonly isReadOnly: boolean;
}

/** Acts on one session of the agenda. */
function SessionRowMenuView({ acts, can, days, isReadOnly }: SessionRowMenuViewProps): ReactElement {
  const translate = useTranslate();
  const details: MenuChoice<string> = {
    id: 'details',
    label: translate('workshop.session.details'),
    icon: PanelRight,
  };
  const menuChoices: readonly MenuChoice<string>[] = [
    details,
    {
      id: 'up',
      label: translate('workshop.session.up'),
      icon: ArrowUp,
      keyHint: 'Alt ↑',
      isDisabled: !can.up,
    },
    {
      id: 'down',
      label: translate('workshop.session.down'),
      icon: ArrowDown,
      keyHint: 'Alt ↓',
      isDisabled: !can.down,
    },
    ...days.map((day) => ({
      id: `day ${day}`,
      label: translate('workshop.session.toDay', { day }),
      icon: CalendarArrowUp,
    })),
    { id: 'remove', label: translate('ui.remove'), icon: Trash2, isDanger: true },
  ];
  return (
    <MenuButton
      label={translate('ui.more')}
      kind="quiet"
      choices={isReadOnly ? [details] : menuChoices}
      onChoose={(id) => {
        if (id === 'details') acts.onDetails();
        else if (id === 'up' || id === 'down') acts.onMove(id);
        else if (id === 'remove') acts.onRemove();
        else acts.onMoveToDay(Number(id.slice('day '.length)));
      }}
    />
  );
}
