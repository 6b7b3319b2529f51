import { ArrowDown, ArrowUp, CalendarArrowUp, GripVertical, NotebookPen, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Button, MenuButton, type MenuChoice, Pill, TextArea, TextField } from '#renderer/ui';
import type { AgendaSession } from './agenda-facts.ts';
import type { EditedText } from '#renderer/field/parts/text-field-props.ts';
import './agenda.css';

/** Acts on a session in the agenda. */
export interface SessionHandlers {
  readonly onOpen: () => void;
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
  readonly isReadOnly: boolean;
}

/** One session in the agenda; its title and minutes are edited in place. Alt with an arrow key moves it. */
export function AgendaRowView(props: AgendaRowViewProps): ReactElement {
  const { session, title, minutes, acts, isReadOnly } = props;
  const translate = useTranslate();
  const name = { number: session.number, title: session.title };
  const about = [session.method, session.output].filter((text) => text !== '');
  return (
    <div className="wa-row" role="group" aria-label={translate('workshop.session.of', name)}>
      <span
        className="wa-grip"
        aria-hidden
        title={translate('workshop.session.drag')}
        draggable={!isReadOnly}
        data-grip
        data-inert={isReadOnly || undefined}
      >
        <GripVertical className="fb-icon" />
      </span>
      <span className="wa-number">{session.number}</span>
      <div className="wa-title">
        <TextArea
          label={translate('workshop.session.titleOf', name)}
          hideLabel
          rows={1}
          placeholder={translate('workshop.session.untitled')}
          maxLength={400}
          value={title.text}
          onChange={(text) => title.onChange(text.replaceAll(/\s*\n\s*/g, ' '))}
          onBlur={title.onBlur}
          problem={title.problem === null ? undefined : translate(title.problem)}
          isReadOnly={isReadOnly}
        />
        {about.length > 0 && (
          <p className="wa-about" dir="auto">
            {about.join(' → ')}
          </p>
        )}
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
          value={minutes.text}
          onChange={minutes.onChange}
          onBlur={minutes.onBlur}
          problem={minutes.problem === null ? undefined : translate(minutes.problem)}
          isReadOnly={isReadOnly}
        />
        <span aria-hidden>{translate('workshop.session.minutesUnit')}</span>
      </div>
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
      {!isReadOnly && <SessionRowMenu {...props} />}
    </div>
  );
}

function SessionRowMenu({ acts, can, days }: AgendaRowViewProps): ReactElement {
  const translate = useTranslate();
  const choices: readonly MenuChoice<string>[] = [
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
      choices={choices}
      onChoose={(id) => {
        if (id === 'up' || id === 'down') acts.onMove(id);
        else if (id === 'remove') acts.onRemove();
        else acts.onMoveToDay(Number(id.slice('day '.length)));
      }}
    />
  );
}
