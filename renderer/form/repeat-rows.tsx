import { Plus } from 'lucide-react';
import { memo, useState, type ReactElement } from 'react';
import type { FormInstance, FormRepeat } from '#domain/instrument/form/form.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CollapsedLine } from '#renderer/ui/collapsed-line.tsx';
import { useForm } from './form-context.ts';
import { LazyRun } from './lazy-run.tsx';
import { MarkedView } from './marked-view.tsx';
import { readMarkdown, wordsOf } from './markdown.ts';
import { RepeatRow } from './repeat-row.tsx';
import { useFormPart } from './use-form-part.ts';
import './form.css';

interface RepeatRowsProps {
  readonly repeat: FormRepeat;
  readonly depth: number;
  readonly drawRow: (row: FormInstance) => ReactElement;
}

/** So few rows are open by themselves; more would be a page to get lost in. */
const mostOpen = 3;
const rowGuessRem = 3;

/** The rows of a repeat: one line each, open where a person works. */
export const RepeatRows = memo(
  function RepeatRows({ repeat, depth, drawRow }: RepeatRowsProps): ReactElement | null {
    const { addRow, removed, isReadOnly } = useForm();
    const say = useSay();
    const format = useFormat();
    useFormPart(repeat);
    const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map());
    if (!repeat.isRelevant()) return null;

    const rows = repeat.instances();
    const label = repeat.label();
    const name = label === null ? repeat.definition.name : wordsOf(readMarkdown(label));
    const hidden = repeat.hiddenInstances();
    const placeOf = new Map(rows.map(({ instance }, at) => [instance, at]));
    const Heading = depth === 0 ? 'h3' : 'h4';
    return (
      <div className="form-repeat" role="group" aria-label={name}>
        <div className="form-repeat-head">
          <Heading className="form-group-title">
            <MarkedView text={label ?? name} />
          </Heading>
          <span className="form-none">{say('form.rows.count', { count: rows.length })}</span>
        </div>
        <LazyRun
          parts={rows}
          keyOf={({ instance }) => instance}
          guessRem={rowGuessRem}
          draw={(row) => (
            <RepeatRow
              row={row}
              title={say('form.row.title', {
                name,
                number: format.number((placeOf.get(row.instance) ?? 0) + 1),
              })}
              isOpen={opened.get(row.instance) ?? rows.length <= mostOpen}
              onOpen={(isOpen) => setOpened((before) => new Map(before).set(row.instance, isOpen))}
              drawRow={drawRow}
            />
          )}
        />
        {rows.length === 0 && <p className="form-none">{say('form.rows.none')}</p>}
        {removed?.isAny(repeat) && (
          <CollapsedLine
            action={
              <Button
                kind="quiet"
                label={say('form.row.bringBackLabel', { name })}
                onPress={() => removed.bringBack(repeat)}
              >
                {say('form.row.bringBack')}
              </Button>
            }
          >
            {say('form.row.removed')}
          </CollapsedLine>
        )}
        {hidden > 0 && <p className="form-none">{say('form.rows.hidden', { count: hidden })}</p>}
        {repeat.isCounted() ? (
          <p className="form-none">{say('form.rows.counted')}</p>
        ) : (
          !isReadOnly && (
            <div>
              <Button icon={Plus} label={say('form.row.addLabel', { name })} onPress={() => addRow(repeat)}>
                {say('form.row.add')}
              </Button>
            </div>
          )
        )}
      </div>
    );
  },
  (before, after) => before.repeat === after.repeat && before.depth === after.depth,
);
