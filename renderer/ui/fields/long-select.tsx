import { Check, ChevronDown, X } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslate } from '#renderer/i18n';
import type { FieldProps } from './field-parts.tsx';
import { findSelectOptions, LongSelectList, type LongSelectOption } from './long-select-list.tsx';
import './long-select.css';

interface LongSelectProps extends FieldProps {
  readonly options: readonly LongSelectOption[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  /** Several may be chosen; the list stays open. */
  readonly isMultiple?: boolean | undefined;
  readonly onBlur?: (() => void) | undefined;
  /** Label of the row that takes the typed text itself; without it only options can be chosen. */
  readonly otherLabel?: ((typed: string) => string) | undefined;
  /** Has the focus when it appears. */
  readonly hasFirstFocus?: boolean | undefined;
}

/**
 * Choice of one or several from a list of any length: typing narrows it down, and only its visible part is
 * drawn.
 */
export function LongSelect(props: LongSelectProps): ReactElement {
  const {
    label,
    options,
    value,
    onChange,
    isMultiple = false,
    isReadOnly = false,
    isDisabled = false,
    problem,
  } = props;
  const translate = useTranslate();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);

  const byId = useMemo(() => new Map(options.map((option) => [option.id, option])), [options]);
  const { otherLabel } = props;
  const foundSelectOptions = useMemo(() => {
    if (!isOpen) return [];
    const listedSelectOptions = findSelectOptions(options, typed);
    return otherLabel === undefined
      ? listedSelectOptions
      : [...listedSelectOptions, ...otherOptionFor(options, typed, otherLabel)];
  }, [options, typed, isOpen, otherLabel]);
  const chosen = useMemo(() => new Set(value), [value]);
  const shownText = isMultiple ? '' : (byId.get(value[0] ?? '')?.label ?? value[0] ?? '');
  const isStill = isReadOnly || isDisabled;

  useEffect(() => {
    if (!isOpen) return undefined;
    const closeOutside = ({ target }: PointerEvent): void => {
      if (target instanceof Node && !box.current?.contains(target)) close();
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  });

  function open(): void {
    if (isStill || isOpen) return;
    setIsOpen(true);
    setTyped('');
    setActive(
      isMultiple
        ? 0
        : Math.max(
            0,
            options.findIndex((option) => option.id === value[0]),
          ),
    );
  }
  function close(): void {
    setIsOpen(false);
    setTyped('');
  }
  function choose(selectOption: LongSelectOption | undefined): void {
    if (selectOption === undefined) return;
    if (!isMultiple) {
      onChange([selectOption.id]);
      close();
    } else
      onChange(
        chosen.has(selectOption.id)
          ? value.filter((one) => one !== selectOption.id)
          : [...value, selectOption.id],
      );
    input.current?.focus();
  }
  /** Take a choice back; its button leaves, so the keys go on in the field. */
  function take(taken: string | undefined): void {
    onChange(value.filter((one) => one !== taken));
    input.current?.focus();
  }
  /** Text that was typed and left counts: a person who tabs on has written it. */
  function chooseTyped(): void {
    const text = typed.trim();
    if (text === '') return;
    const id = options.find(({ label: one }) => isSameText(one, text))?.id ?? text;
    if (!isMultiple) onChange([id]);
    else if (!chosen.has(id)) onChange([...value, id]);
  }
  function press(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      if (isOpen) setActive((at) => Math.max(0, Math.min(foundSelectOptions.length - 1, at + by)));
      else open();
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      choose(foundSelectOptions[active]);
    } else if (event.key === 'Enter' && value.length === 0 && !isStill) {
      // A form must not be sent by a person who wants to choose.
      event.preventDefault();
      open();
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Backspace' && isMultiple && typed === '' && value.length > 0 && !isStill) {
      onChange(value.slice(0, -1));
    }
  }

  const noteId = `${id}-note`;
  const problemId = `${id}-problem`;
  const described = [props.describedBy, props.description && noteId, problem && problemId]
    .filter(Boolean)
    .join(' ');
  return (
    <div
      className="fb-field fb-long"
      ref={box}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && box.current?.contains(relatedTarget)) return;
        if (isOpen && otherLabel !== undefined) chooseTyped();
        close();
        props.onBlur?.();
      }}
    >
      <label className={props.hideLabel ? 'fb-hidden' : 'fb-field-label'} htmlFor={`${id}-input`}>
        {label}
        {props.isRequired && <span className="fb-field-mark">{translate('ui.required')}</span>}
      </label>
      {isMultiple && value.length > 0 && (
        <ul className="fb-long-chosen" aria-label={translate('ui.longSelect.chosen', { label })}>
          {value.map((one) => (
            <li key={one}>
              <span dir="auto">{byId.get(one)?.label ?? one}</span>
              {!isStill && (
                <button
                  type="button"
                  aria-label={translate('ui.longSelect.take', { item: byId.get(one)?.label ?? one })}
                  onClick={() => take(one)}
                >
                  <X className="fb-icon" aria-hidden />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <div className="fb-long-box">
        <input
          ref={input}
          id={`${id}-input`}
          className="fb-input"
          role="combobox"
          // Without text it has the direction of the screen, or its placeholder would lie under the arrow.
          dir={(isOpen ? typed : shownText) === '' ? undefined : 'auto'}
          autoComplete="off"
          // A person opened this page to fill the field in.
          autoFocus={props.hasFirstFocus ?? false}
          spellCheck={false}
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-invalid={problem !== undefined}
          aria-required={props.isRequired ?? false}
          {...(described !== '' && { 'aria-describedby': described })}
          {...(isOpen && foundSelectOptions[active] && { 'aria-activedescendant': `${id}-option-${active}` })}
          data-invalid={problem !== undefined || undefined}
          readOnly={isStill}
          placeholder={isStill ? '' : translate('ui.longSelect.search')}
          value={isOpen ? typed : shownText}
          onChange={({ target }) => {
            open();
            setTyped(target.value);
            setActive(0);
          }}
          onClick={open}
          onKeyDown={press}
        />
        <ChevronDown className="fb-icon fb-long-arrow" aria-hidden />
        {!isMultiple && value.length > 0 && !isStill && (
          <button
            type="button"
            className="fb-long-clear"
            aria-label={translate('ui.longSelect.clear', { label })}
            onClick={() => take(value[0])}
          >
            <X className="fb-icon" aria-hidden />
          </button>
        )}
        <LongSelectList
          id={id}
          label={label}
          isOpen={isOpen}
          isMultiple={isMultiple}
          found={foundSelectOptions}
          active={active}
          isChosen={(one) => chosen.has(one)}
          mark={<Check className="fb-icon" aria-hidden />}
          onChoose={choose}
        />
      </div>
      {props.description !== undefined && (
        <span className="fb-field-help" id={noteId}>
          {props.description}
        </span>
      )}
      {problem !== undefined && (
        <span className="fb-field-problem" id={problemId}>
          {problem}
        </span>
      )}
    </div>
  );
}

/** Row for a text that is none of the options. */
function otherOptionFor(
  selectOptions: readonly LongSelectOption[],
  typed: string,
  otherLabel: (typed: string) => string,
): readonly LongSelectOption[] {
  const text = typed.trim();
  const isListed = text === '' || selectOptions.some(({ label }) => isSameText(label, text));
  return isListed ? [] : [{ id: text, label: otherLabel(text) }];
}

const isSameText = (one: string, other: string): boolean =>
  one.localeCompare(other, undefined, { sensitivity: 'base' }) === 0;
