import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactElement, useRef } from 'react';
import { Button } from 'react-aria-components';
import { useTranslate } from '#renderer/i18n';
import './rank-list.css';

interface RankItem {
  readonly id: string;
  readonly label: string;
}

interface RankListProps {
  readonly label: string;
  /** In their present order. */
  readonly items: readonly RankItem[];
  /** Nobody has put them in order yet. */
  readonly isUnranked: boolean;
  readonly isReadOnly?: boolean | undefined;
  readonly onMove: (ids: readonly string[]) => void;
}

/** Items to sort, one step at a time. */
export function RankList({
  label,
  items,
  isUnranked,
  isReadOnly = false,
  onMove,
}: RankListProps): ReactElement {
  const translate = useTranslate();
  const list = useRef<HTMLOListElement>(null);

  const move = (from: number, to: number): void => {
    const moved = items[from];
    if (moved === undefined || to < 0 || to >= items.length) return;
    const rest = items.filter((_, at) => at !== from).map(({ id }) => id);
    onMove([...rest.slice(0, to), moved.id, ...rest.slice(to)]);
    // The button moves with the item, so that another press moves it on; at an end the other button has the
    // focus.
    requestAnimationFrame(() => {
      const item = list.current?.querySelector(`[data-item="${CSS.escape(moved.id)}"]`);
      const buttons = [...(item?.querySelectorAll<HTMLButtonElement>('button') ?? [])];
      const pressed = buttons[to < from ? 0 : 1];
      (pressed?.disabled === false ? pressed : buttons.find(({ disabled }) => !disabled))?.focus();
    });
  };

  return (
    <ol className="fb-rank" ref={list} aria-label={label} data-unranked={isUnranked || undefined}>
      {items.map(({ id, label: text }, at) => (
        <li key={id} className="fb-rank-item" data-item={id}>
          <span className="fb-rank-place">{isUnranked ? '–' : at + 1}</span>
          <span className="fb-rank-text" dir="auto">
            {text}
          </span>
          {!isReadOnly && (
            <>
              <Button
                className="fb-tool"
                isDisabled={at === 0}
                onPress={() => move(at, at - 1)}
                aria-label={translate('ui.rank.up', { item: text })}
              >
                <ArrowUp className="fb-icon" aria-hidden />
              </Button>
              <Button
                className="fb-tool"
                isDisabled={at === items.length - 1}
                onPress={() => move(at, at + 1)}
                aria-label={translate('ui.rank.down', { item: text })}
              >
                <ArrowDown className="fb-icon" aria-hidden />
              </Button>
            </>
          )}
        </li>
      ))}
    </ol>
  );
}
