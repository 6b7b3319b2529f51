import { type ReactElement, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useTranslate } from '#renderer/i18n';

interface LongSelectListProps {
  readonly id: string;
  readonly label: string;
  readonly isOpen: boolean;
  readonly isMultiple: boolean;
  readonly found: readonly LongSelectOption[];
  readonly active: number;
  readonly isChosen: (id: string) => boolean;
  readonly mark: ReactNode;
  readonly onChoose: (selectOption: LongSelectOption) => void;
}

/** Height of a row in rem, the same as in the style sheet: rows are placed by counting. */
const optionRowRem = 2.25;
const rowsBeyondView = 6;

/** Open list under a `LongSelect`: draws the visible rows and a few beyond. */
export function LongSelectList(props: LongSelectListProps): ReactElement {
  const { id, label, isOpen, isMultiple, found, active, isChosen, mark, onChoose } = props;
  const translate = useTranslate();
  const list = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ from: 0, to: 20 });

  const look = (): void => {
    const element = list.current;
    if (!element) return;
    const rowPx = optionRowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const from = Math.max(0, Math.floor(element.scrollTop / rowPx) - rowsBeyondView);
    const to = Math.ceil((element.scrollTop + element.clientHeight) / rowPx) + rowsBeyondView;
    setSeen((before) => (before.from === from && before.to === to ? before : { from, to }));
  };

  useLayoutEffect(() => {
    const element = list.current;
    if (!isOpen || !element) return;
    const rowPx = optionRowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const top = active * rowPx;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowPx > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowPx - element.clientHeight;
    look();
  }, [isOpen, active, found]);

  return (
    // The keys of the field scroll it: it is no stop of its own.
    <div
      className="fb-long-list"
      hidden={!isOpen}
      ref={list}
      onScroll={look}
      role="presentation"
      tabIndex={-1}
    >
      <div
        role="listbox"
        id={`${id}-list`}
        aria-label={label}
        aria-multiselectable={isMultiple}
        style={{ blockSize: `${found.length * optionRowRem}rem` }}
      >
        {isOpen &&
          found
            .slice(seen.from, seen.to)
            .map((selectOption, at) => (
              <OptionRow
                key={selectOption.id}
                id={`${id}-option-${seen.from + at}`}
                at={seen.from + at}
                of={found.length}
                option={selectOption}
                isActive={seen.from + at === active}
                isChosen={isChosen(selectOption.id)}
                mark={mark}
                onChoose={onChoose}
              />
            ))}
      </div>
      {isOpen && found.length === 0 && <p className="fb-long-none">{translate('ui.longSelect.none')}</p>}
    </div>
  );
}

interface OptionRowProps {
  readonly id: string;
  readonly at: number;
  readonly of: number;
  readonly option: LongSelectOption;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly mark: ReactNode;
  readonly onChoose: (selectOption: LongSelectOption) => void;
}

function OptionRow({ id, at, of, option, isActive, isChosen, mark, onChoose }: OptionRowProps): ReactElement {
  return (
    // The keys of the field choose too; here only the pointer does, and it must not take the focus away.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      role="option"
      id={id}
      className="fb-long-row"
      aria-selected={isChosen}
      aria-setsize={of}
      aria-posinset={at + 1}
      data-active={isActive || undefined}
      style={{ insetBlockStart: `${at * optionRowRem}rem` }}
      title={option.label}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onChoose(option)}
    >
      <span className="fb-long-mark">{isChosen && mark}</span>
      <span className="fb-long-text" dir="auto">
        {option.label}
      </span>
    </div>
  );
}

/** Option of a long list. */
export interface LongSelectOption {
  readonly id: string;
  readonly label: string;
}

/**
 * Options with every typed word in their label, in any case and without marks on letters; those that begin
 * with it first.
 */
export function findSelectOptions(
  selectOptions: readonly LongSelectOption[],
  typed: string,
): readonly LongSelectOption[] {
  const words = foldLetters(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return selectOptions;
  const [first = ''] = words;
  const begins: LongSelectOption[] = [];
  const otherSelectOptions: LongSelectOption[] = [];
  for (const selectOption of selectOptions) {
    const label = foldLetters(selectOption.label);
    if (!words.every((word) => label.includes(word))) continue;
    (label.startsWith(first) ? begins : otherSelectOptions).push(selectOption);
  }
  return [...begins, ...otherSelectOptions];
}

const foldLetters = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
