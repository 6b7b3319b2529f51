import type { ReactElement } from 'react';
import type { Document } from '#domain/document/document.ts';
import { shownHead } from '#domain/document/register.ts';
import { RichText } from '#renderer/console/parts/rich-text.tsx';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Facts } from '#renderer/ui/facts.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { PathWords } from '#renderer/console/parts/path-words.ts';
import { ValueView } from './value-view.tsx';

interface RegistersViewProps {
  readonly document: Document;
  readonly wordsOf: (path: string) => PathWords;
}

/** All that a record holds, name by name: for records that have no page of their own. */
export function RegistersView({ document, wordsOf }: RegistersViewProps): ReactElement {
  const say = useSay();
  const valuesByTerm = new Map<string, ReactElement[]>();
  for (const [path, register] of Object.entries(document.registers)) {
    const { what, detail } = wordsOf(path);
    const term = detail === null ? say(what) : `${say(what)} ${detail}`;
    const value = (
      <li key={path}>
        {register.text === undefined ? (
          <ValueView path={path} value={shownHead(register)?.value ?? null} />
        ) : (
          <RichText update={register.text} />
        )}
      </li>
    );
    valuesByTerm.set(term, [...(valuesByTerm.get(term) ?? []), value]);
  }
  return (
    <Section title={say('console.overview.everything')}>
      <Facts facts={[...valuesByTerm].map(([term, values]) => ({ term, value: <ul>{values}</ul> }))} />
    </Section>
  );
}
