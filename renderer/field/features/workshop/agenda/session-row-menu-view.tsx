import { ArrowDown, ArrowUp, CalendarArrowUp, PanelRight, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { MenuButton, type MenuChoice } from '#renderer/ui';
import type { SessionHandlers } from './agenda-row-view.tsx';

interface SessionRowMenuViewProps {
  readonly acts: SessionHandlers;
  readonly can: { readonly up: boolean; readonly down: boolean };
  readonly days: readonly number[];
  readonly isReadOnly: boolean;
}

/** Acts on one session of the agenda. */
export function SessionRowMenuView({ acts, can, days, isReadOnly }: SessionRowMenuViewProps): ReactElement {
  const translate = useTranslate();
  const details: MenuChoice<string> = {
    id: 'details',
    label: translate('workshop.session.details'),
    icon: PanelRight,
  };
  const choices: readonly MenuChoice<string>[] = [
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
      choices={isReadOnly ? [details] : choices}
      onChoose={(id) => {
        if (id === 'details') acts.onDetails();
        else if (id === 'up' || id === 'down') acts.onMove(id);
        else if (id === 'remove') acts.onRemove();
        else acts.onMoveToDay(Number(id.slice('day '.length)));
      }}
    />
  );
}
