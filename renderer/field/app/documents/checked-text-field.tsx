import { type ReactElement, use, useEffect, useMemo, useState } from 'react';
import type { Document } from '#domain/document/document.ts';
import { type PathValue, pathOf } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import { longestTextAt } from '#domain/kinds/longest-text.ts';
import { confirmedHitKeys, unconfirmedHitsIn } from '#domain/privacy/find-unchecked-texts.ts';
import { type PersonalDataHit, personalDataHitKey } from '#domain/privacy/personal-data-hit.ts';
import { useTranslate } from '#renderer/i18n';
import { type TextChecks, TextChecksContext, withoutTextHit } from '#renderer/records/text-checks.ts';
import type { PeopleByDevice } from '#renderer/store/api/store-api.ts';
import { TextArea, type TextAreaProps, TextHitList } from '#renderer/ui';
import { writeRefusalMessage } from './use-document.ts';
import { useDraft } from './use-draft.ts';
import { useEqualParts } from './use-stable-values.ts';

interface CheckedTextFieldProps
  extends Pick<TextAreaProps, 'label' | 'hideLabel' | 'description' | 'rows' | 'placeholder' | 'isRequired'> {
  readonly log: LogId;
  /** Stored document: the text replaces its values. */
  readonly document: Document;
  readonly path: string;
  /** Value that each save of the text writes with it. */
  readonly besides?: PathValue | undefined;
  readonly isReadOnly: boolean;
}

/** Free text of a record: saved during typing, with personal data in it shown below. */
export function CheckedTextField(props: CheckedTextFieldProps): ReactElement {
  const { log, document, path, besides, isReadOnly, ...field } = props;
  const translate = useTranslate();
  const textDraft = useDraft(log, document, path, besides);
  const longest = longestTextAt(document.kind, path) ?? maximumCheckedTextLength;
  return (
    <>
      <TextArea
        {...field}
        value={textDraft.text}
        onChange={textDraft.onChange}
        onBlur={textDraft.onBlur}
        isReadOnly={isReadOnly}
        path={path}
        problem={textDraft.problem ? translate(writeRefusalMessage(textDraft.problem)) : undefined}
        maxLength={longest}
        draft={{ of: 'record', onDiscard: textDraft.onDiscard }}
      />
      {textDraft.text.length <= longest && (
        <CheckedTextHits text={textDraft.text} onChange={isReadOnly ? undefined : textDraft.onChange} />
      )}
    </>
  );
}

interface CheckedTextHitsProps {
  readonly text: string;
  /** Absent where nothing may be changed. */
  readonly onChange?: ((text: string) => void) | undefined;
}

/** Time in ms without a letter after which a text is checked again: a long text takes longer than a letter may. */
const checkPauseMs = 400;

/** Personal data found in a text that is being written, under its field; a hit that is erased goes at once. */
export function CheckedTextHits({ text, onChange }: CheckedTextHitsProps): ReactElement | null {
  const textChecks = use(TextChecksContext);
  const [checked, setChecked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setChecked(text), checkPauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  const foundHits = useMemo(() => textChecks?.openHits(checked) ?? [], [textChecks, checked]);
  if (textChecks === null || text === '') return null;
  return (
    <TextHitList
      hits={hitsAfterChange(foundHits, checked, text)}
      onConfirm={(onChange && textChecks.confirmHit) ?? undefined}
      onRemove={onChange && ((hit) => onChange(withoutTextHit(text, hit, textChecks.replacementOf)))}
    />
  );
}

/** Hits at their positions in a text that has changed in one part since the check, without those that were erased. */
function hitsAfterChange(
  hits: readonly PersonalDataHit[],
  checked: string,
  text: string,
): readonly PersonalDataHit[] {
  let changedAt = 0;
  while (changedAt < checked.length && checked[changedAt] === text[changedAt]) changedAt += 1;
  return hits.flatMap((hit) => {
    const isBefore = hit.at + hit.text.length <= changedAt;
    const at = isBefore ? hit.at : hit.at + text.length - checked.length;
    return text.startsWith(hit.text, at) ? [{ ...hit, at }] : [];
  });
}

/** Names of the people behind these devices, which no text should hold. */
export const namesOfPeople = (peopleByDevice: PeopleByDevice): readonly string[] => [
  ...new Set(Object.values(peopleByDevice).map(({ name }) => name)),
];

interface TextCheckFacts {
  readonly document: Document;
  readonly names: readonly string[];
  /** Write of a confirmation; null where nothing may be written. */
  readonly confirm: ((pathValues: readonly PathValue[]) => unknown) | null;
}

/** Check texts for personal data and these names, without the hits that people have confirmed in the record. */
export const textChecksOf = ({ document, names, confirm }: TextCheckFacts): TextChecks =>
  createTextChecks(names, confirmedHitKeys(document), confirm);

/**
 * The same object while none of its facts changes, so that a key press does not draw every text of the page again.
 */
export function useTextChecks({ document, names, confirm }: TextCheckFacts): TextChecks {
  const roster = useEqualParts(names);
  const confirmed = useEqualParts(useMemo(() => confirmedHitKeys(document), [document]));
  return useMemo(() => createTextChecks(roster, confirmed, confirm), [roster, confirmed, confirm]);
}

const createTextChecks = (
  names: readonly string[],
  confirmed: readonly string[],
  confirm: TextCheckFacts['confirm'],
): TextChecks => ({
  openHits: (text) => unconfirmedHitsIn(text, names, confirmed),
  confirmHit:
    confirm === null
      ? null
      : (hit) => void confirm([{ path: pathOf('text-checks', personalDataHitKey(hit)), value: true }]),
});

const maximumCheckedTextLength = 20_000;
