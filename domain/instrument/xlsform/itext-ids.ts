import type { ChoiceList, Words } from '../instrument.ts';

/**
 * Some forms ask for the label of a choice in the language that is set: `jr:itext(instance('list')/.../itextId)`, as the
 * columns of pyxform's compiled lists allow. Gives the lists that are
 * asked that column, and the texts that it names.
 */
export function withItextIds(
  lists: readonly ChoiceList[],
  asked: ReadonlySet<string>,
): { readonly lists: readonly ChoiceList[]; readonly texts: Readonly<Record<string, Words>> | null } {
  const texts: Record<string, Words> = {};
  const named = lists.map((list) =>
    asked.has(list.name)
      ? {
          ...list,
          choices: list.choices.map((choice, at) => {
            if (!choice.label) return choice;
            const itextId = choice.columns?.['itextId'] ?? `${list.name}-${at}`;
            texts[itextId] = choice.label;
            return { ...choice, columns: { ...choice.columns, itextId } };
          }),
        }
      : list,
  );
  return { lists: named, texts: Object.keys(texts).length > 0 ? texts : null };
}
