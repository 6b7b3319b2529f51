import type { ReactElement } from 'react';
import type { QuestionHit } from '#domain/search/question-search.ts';
import type { ExcerptPart } from '#domain/search/search-words.ts';
import { useTranslate } from '#renderer/i18n';
import { pathLabelOf } from '#renderer/records/path-labels.ts';
import './parts.css';

/** Excerpt with its matched words marked. It has the direction of its own words, and stands where the page begins. */
export function MarkedText({ parts }: { readonly parts: readonly ExcerptPart[] }): ReactElement {
  return (
    <bdi className="field-marked">
      {parts.map(({ text, isMatch }, at) =>
        isMatch ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
      )}
    </bdi>
  );
}

/** Label of the text in which a search within a record found words, and its excerpt. */
export function HitText({ hit }: { readonly hit: QuestionHit }): ReactElement {
  const translate = useTranslate();
  const pathLabelKey = pathLabelOf(hit.path)?.key;
  return (
    <>
      {pathLabelKey !== undefined && `${translate(pathLabelKey)}: `}
      <MarkedText parts={hit.excerpt} />
    </>
  );
}
