import { CornerDownLeft, type LucideIcon } from 'lucide-react';
import { type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { SearchField } from '../fields/search-field.tsx';
import { Dialog } from './dialog.tsx';
import './search-dialog.css';

/** Screen that a search finds, by its name. */
interface FoundScreenOption {
  readonly id: string;
  readonly href: string;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly note: string;
  /** Kind of the screen, at the end of its line; empty where the group's head tells it. */
  readonly kind: string;
}

/** Text of a record with the typed words. */
interface FoundTextOption {
  readonly id: string;
  readonly href: string;
  readonly position: string;
  readonly text: ReactNode;
}

export type FoundOption = FoundScreenOption | FoundTextOption;

export interface FoundOptionGroup {
  readonly id: string;
  /** Empty for a group without a head. */
  readonly title: string;
  readonly note?: string;
  /** Number of results that are not shown, in words. */
  readonly more?: string;
  readonly options: readonly FoundOption[];
}

interface SearchDialogProps {
  readonly title: string;
  /** Label of the field: the things that are searched. */
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Number of results, which is announced. */
  readonly status: string;
  /** Further line below it, not announced. */
  readonly progress?: string | undefined;
  readonly groups: readonly FoundOptionGroup[];
  /** Line in place of results; empty while none are known. */
  readonly empty: string;
  /** The results are those of earlier words; Enter waits for the first of the new ones. */
  readonly isPending?: boolean | undefined;
  readonly onGo: (id: string) => void;
  readonly onClose: () => void;
}

/** Search in everything, by the keyboard alone: the arrow keys choose, Enter goes there. The focus stays in the field. */
export function SearchDialog(props: SearchDialogProps): ReactElement {
  const {
    title,
    label,
    text,
    onText,
    status,
    progress,
    groups,
    empty,
    isPending = false,
    onGo,
    onClose,
  } = props;
  const listId = useId();
  const foundOptions = groups.flatMap((group) => group.options);
  // The arrow keys choose among the results of these words; without a choice, Enter goes to the first.
  const [chosen, setChosen] = useState<{ readonly text: string; readonly id: string } | null>(null);
  const active = chosen?.text === text ? foundOptions.findIndex(({ id }) => id === chosen.id) : -1;
  const optionIdOf = (at: number): string => `${listId}-${at}`;
  const step = (by: 1 | -1): void => {
    const next = Math.min(Math.max(active + by, 0), foundOptions.length - 1);
    const foundOption = foundOptions[next];
    if (foundOption === undefined) return;
    setChosen({ text, id: foundOption.id });
    document.getElementById(optionIdOf(next))?.scrollIntoView({ block: 'nearest' });
  };
  const waitingFor = useRef<string | null>(null);
  const firstId = foundOptions[0]?.id;
  useEffect(() => {
    if (isPending) return;
    const isWaiting = waitingFor.current === text;
    waitingFor.current = null;
    if (isWaiting && firstId !== undefined) onGo(firstId);
  }, [isPending, text, firstId, onGo]);
  return (
    <Dialog title={title} isOpen onClose={onClose} width="l">
      <div className="fb-search-dialog">
        <SearchField
          label={label}
          value={text}
          onChange={onText}
          list={{ id: listId, activeId: active === -1 ? null : optionIdOf(active), onStep: step }}
          autoFocus
          onSubmit={() => {
            if (isPending && active === -1) {
              waitingFor.current = text;
              return;
            }
            const foundOption = foundOptions[Math.max(active, 0)];
            if (foundOption) onGo(foundOption.id);
          }}
        />
        <div className="fb-found-status">
          <p role="status">{status}</p>
          {progress !== undefined && <p>{progress}</p>}
        </div>
        <div className="fb-list fb-found-list" role="listbox" id={listId} tabIndex={-1} aria-label={title}>
          {foundOptions.length === 0 && <p className="fb-found-none">{empty}</p>}
          {groups.map((foundOptionGroup) => (
            <FoundGroupView key={foundOptionGroup.id} group={foundOptionGroup}>
              {foundOptionGroup.options.map((foundOption) => {
                const at = foundOptions.indexOf(foundOption);
                return (
                  <FoundOptionView
                    key={foundOption.id}
                    option={foundOption}
                    id={optionIdOf(at)}
                    isActive={at === active}
                    onGo={() => onGo(foundOption.id)}
                  />
                );
              })}
            </FoundGroupView>
          ))}
        </div>
      </div>
    </Dialog>
  );
}

interface FoundGroupViewProps {
  readonly group: FoundOptionGroup;
  readonly children: ReactNode;
}

function FoundGroupView({ group, children }: FoundGroupViewProps): ReactElement {
  const headId = useId();
  if (group.title === '') return <>{children}</>;
  return (
    <div className="fb-found-group" role="group" aria-labelledby={headId}>
      <div className="fb-found-head" id={headId}>
        <bdi className="fb-found-title">{group.title}</bdi>
        {group.note !== undefined && <bdi className="fb-found-note">{group.note}</bdi>}
        {group.more !== undefined && <span className="fb-found-more">{group.more}</span>}
      </div>
      {children}
    </div>
  );
}

interface FoundOptionViewProps {
  readonly option: FoundOption;
  readonly id: string;
  readonly isActive: boolean;
  readonly onGo: () => void;
}

/** Option that is a link for the mouse. */
function FoundOptionView({ option, id, isActive, onGo }: FoundOptionViewProps): ReactElement {
  return (
    <a
      className={`fb-list-item ${'text' in option ? 'fb-found-line' : 'fb-found-place-line'}`}
      role="option"
      id={id}
      href={option.href}
      tabIndex={-1}
      aria-selected={isActive}
      {...(isActive && { 'data-focused': true })}
      onClick={(event) => {
        event.preventDefault();
        onGo();
      }}
    >
      {'text' in option ? (
        <>
          <span className="fb-found-place">
            <bdi>{option.position}</bdi>
          </span>
          <span className="fb-found-text">{option.text}</span>
          <CornerDownLeft className="fb-icon" aria-hidden />
        </>
      ) : (
        <ScreenContent option={option} />
      )}
    </a>
  );
}

function ScreenContent({ option }: { readonly option: FoundScreenOption }): ReactElement {
  const { icon: Icon, title, note, kind } = option;
  return (
    <>
      <Icon className="fb-icon" aria-hidden />
      <span>
        <bdi>{title}</bdi>
        {note !== '' && (
          <span className="fb-found-note">
            <bdi>{note}</bdi>
          </span>
        )}
      </span>
      <span className="fb-found-kind">
        {kind}
        <CornerDownLeft className="fb-icon" aria-hidden />
      </span>
    </>
  );
}
