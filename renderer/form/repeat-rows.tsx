import { ChevronDown, ChevronRight, Plus } from 'lucide-react';
import {
  Fragment,
  memo,
  type ReactElement,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { FormInstance, FormNode, FormRepeat } from '#forms/engine/form.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Button, CollapsedLine } from '#renderer/ui';
import { useFormContext, useFormPart, useIsRevealed } from './form-context.ts';
import { plainTextOf, readMarkdown } from './markdown.ts';
import { MarkdownView } from './markdown-view.tsx';
import './form.css';
import { Button as AriaButton } from 'react-aria-components';
import { isQuestionAsked } from './answer-input.ts';
import { formatAnswerText } from './answer-text.ts';
import type { FormPart, FormSession } from './form-session.ts';

interface LazyListProps<Part extends FormPart> {
  readonly parts: readonly Part[];
  readonly keyOf: (part: Part) => string;
  readonly draw: (part: Part) => ReactElement | null;
  /** Height of one part in rem, as long as it is not known. */
  readonly guessRem: number;
}

/** Parts that are drawn together: a screen or two. */
const partsPerChunk = 12;
/** Parts come onto the page before they come into view. */
const loadAheadMargin = '1500px 0px';

/** The rows of a repeat: one line each, open where a person works. */
export const RepeatRows = memo(
  function RepeatRows({ repeat, depth, drawRow }: RepeatRowsProps): ReactElement | null {
    const { addRow, removed, isReadOnly } = useFormContext();
    const translate = useTranslate();
    const format = useFormat();
    useFormPart(repeat);
    const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map());
    if (!repeat.isRelevant()) return null;

    const formInstances = repeat.instances();
    const label = repeat.label();
    const name = label === null ? repeat.definition.name : plainTextOf(readMarkdown(label));
    const hidden = repeat.hiddenInstances();
    const indexOf = new Map(formInstances.map(({ instance }, at) => [instance, at]));
    const Heading = depth === 0 ? 'h3' : 'h4';
    return (
      <div className="form-repeat" role="group" aria-label={name}>
        <div className="form-repeat-head">
          <Heading className="form-group-title">
            <MarkdownView text={label ?? name} />
          </Heading>
          <span className="form-none">{translate('form.rows.count', { count: formInstances.length })}</span>
        </div>
        <LazyList
          parts={formInstances}
          keyOf={({ instance }) => instance}
          guessRem={rowHeightGuessRem}
          draw={(formInstance) => (
            <RepeatRow
              row={formInstance}
              title={translate('form.row.title', {
                name,
                number: format.number((indexOf.get(formInstance.instance) ?? 0) + 1),
              })}
              isOpen={opened.get(formInstance.instance) ?? formInstances.length <= maximumOpenRows}
              onOpen={(isOpen) => setOpened((before) => new Map(before).set(formInstance.instance, isOpen))}
              drawRow={drawRow}
            />
          )}
        />
        {formInstances.length === 0 && <p className="form-none">{translate('form.rows.none')}</p>}
        {removed?.isAny(repeat) && (
          <CollapsedLine
            action={
              <Button
                kind="quiet"
                label={translate('form.row.restoreLabel', { name })}
                onPress={() => removed.restore(repeat)}
              >
                {translate('form.row.restore')}
              </Button>
            }
          >
            {translate('form.row.removed')}
          </CollapsedLine>
        )}
        {hidden > 0 && <p className="form-none">{translate('form.rows.hidden', { count: hidden })}</p>}
        {repeat.isCounted() ? (
          <p className="form-none">{translate('form.rows.counted')}</p>
        ) : (
          !isReadOnly && (
            <div>
              <Button
                icon={Plus}
                label={translate('form.row.addLabel', { name })}
                onPress={() => addRow(repeat)}
              >
                {translate('form.row.add')}
              </Button>
            </div>
          )
        )}
      </div>
    );
  },
  (before, after) => before.repeat === after.repeat && before.depth === after.depth,
);

/** Parts of a long page, drawn when they come near the view. Drawn parts stay: they may hold typing. */
export function LazyList<Part extends FormPart>({
  parts,
  keyOf,
  draw,
  guessRem,
}: LazyListProps<Part>): ReactElement {
  const runs: (readonly Part[])[] = [];
  for (let at = 0; at < parts.length; at += partsPerChunk) runs.push(parts.slice(at, at + partsPerChunk));
  return (
    <>
      {runs.map((run, at) => (
        <LazyChunk
          key={run[0] ? keyOf(run[0]) : at}
          parts={run}
          keyOf={keyOf}
          draw={draw}
          guessRem={guessRem}
          isFirst={at === 0}
        />
      ))}
    </>
  );
}

interface LazyChunkProps<Part extends FormPart> extends LazyListProps<Part> {
  readonly isFirst: boolean;
}

function LazyChunk<Part extends FormPart>({
  parts,
  keyOf,
  draw,
  guessRem,
  isFirst,
}: LazyChunkProps<Part>): ReactElement {
  const chunkRef = useRef<HTMLDivElement>(null);
  const [wasNear, setWasNear] = useState(isFirst);
  const mustShow = useIsRevealed(parts);
  if (mustShow && !wasNear) setWasNear(true);
  const isDrawn = wasNear || mustShow;

  useEffect(() => {
    if (wasNear || !chunkRef.current) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setWasNear(true);
      },
      { root: chunkRef.current.closest('.fb-column-main'), rootMargin: loadAheadMargin },
    );
    observer.observe(chunkRef.current);
    return () => observer.disconnect();
  }, [wasNear]);

  if (!isDrawn) return <div ref={chunkRef} style={{ minBlockSize: `${parts.length * guessRem}rem` }} />;
  // A box of its own, so that a change in one part is laid out among a dozen parts, not a thousand.
  return (
    <div className="form-run">
      {parts.map((part) => (
        <Fragment key={keyOf(part)}>{draw(part)}</Fragment>
      ))}
    </div>
  );
}

/** Number of answers that distinguish one row from another. */
const maximumSummaryAnswers = 3;

/** The first answers of a row, as its line shows them. */
function summarizeRow(formSession: FormSession, formInstance: FormInstance): string {
  const parts: string[] = [];
  collectRowAnswers(formSession, formInstance.nodes(), parts);
  return parts.join(' · ');
}

function collectRowAnswers(formSession: FormSession, formNodes: readonly FormNode[], parts: string[]): void {
  for (const formNode of formNodes) {
    if (parts.length >= maximumSummaryAnswers) return;
    if (formNode.kind === 'group') collectRowAnswers(formSession, formNode.nodes(), parts);
    else if (formNode.kind === 'question' && isQuestionAsked(formNode) && formNode.isRelevant()) {
      const text = formatAnswerText(formSession, formNode, formNode.value());
      if (text !== '') parts.push(text);
    }
  }
}

interface RepeatRowProps {
  readonly row: FormInstance;
  readonly title: string;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly drawRow: (formInstance: FormInstance) => ReactElement;
}

/** One row: a line with its summary, and its questions when it is open. */
function RepeatRow({ row, title, isOpen, onOpen, drawRow }: RepeatRowProps): ReactElement {
  const { session, isReadOnly, removeRow } = useFormContext();
  const translate = useTranslate();
  const bodyId = useId();
  useFormPart(row);
  const mustShow = useIsRevealed([row]);
  const subscribe = useCallback((listener: () => void) => session.onAnyChange(listener), [session]);
  const summary = useSyncExternalStore(subscribe, () => summarizeRow(session, row));
  const isShown = isOpen || mustShow;
  const Arrow = isShown ? ChevronDown : ChevronRight;
  return (
    <div className="form-row" data-row={row.instance} data-open={isShown || undefined}>
      <div className="form-row-head">
        <AriaButton
          className="form-row-toggle"
          aria-expanded={isShown}
          {...(isShown && { 'aria-controls': bodyId })}
          onPress={() => {
            if (mustShow) session.clearRevealed();
            onOpen(!isShown);
          }}
        >
          <Arrow className="fb-icon form-turns" aria-hidden />
          <b>
            <bdi>{title}</bdi>
          </b>
          <span className="form-row-summary" dir="auto">
            {summary}
          </span>
        </AriaButton>
        {!isReadOnly && !row.repeat.isCounted() && (
          <Button
            kind="quiet"
            label={translate('form.row.removeLabel', { row: title })}
            onPress={() => removeRow(row)}
          >
            {translate('ui.remove')}
          </Button>
        )}
      </div>
      {isShown && (
        <div className="form-row-body" id={bodyId}>
          {drawRow(row)}
        </div>
      )}
    </div>
  );
}

interface RepeatRowsProps {
  readonly repeat: FormRepeat;
  readonly depth: number;
  readonly drawRow: (formInstance: FormInstance) => ReactElement;
}

/** Up to so many rows are open at first; more would be a page to get lost in. */
const maximumOpenRows = 3;
const rowHeightGuessRem = 3;
