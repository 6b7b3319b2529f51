import type { ReactElement } from 'react';
import { pathOf } from '#domain/document/op.ts';
import { personalDataHitKey } from '#domain/privacy/personal-data-hit.ts';
import { useFrameFacts } from '#renderer/field/app/frame/frame-context.tsx';
import { useTranslate } from '#renderer/i18n';
import { pathLabelOf } from '#renderer/records/path-labels.ts';
import type { DocumentQueryAnswer } from '#renderer/store/store-api.ts';
import { Banner, TextHitList } from '#renderer/ui';
import { useChangeWorkshop } from './use-change-workshop.ts';

/**
 * Texts of a workshop that wait on this laptop, each with the parts that may name or reach a person. The person
 * confirms a part here, or changes the text in its place.
 */
export function UncheckedTexts({
  answer: { log, document },
}: {
  readonly answer: DocumentQueryAnswer;
}): ReactElement | null {
  const translate = useTranslate();
  const { heldTexts } = useFrameFacts();
  const { change, problem } = useChangeWorkshop(log, document);
  const held = heldTexts.filter((one) => one.log === log && one.doc === document.doc);
  if (held.length === 0) return null;
  return (
    <section aria-label={translate('workshop.unchecked')}>
      {problem && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      {held.map(({ path, hits }) => {
        const label = pathLabelOf(path)?.key;
        return (
          <div key={path}>
            {label && <p>{translate(label)}</p>}
            <TextHitList
              hits={hits}
              onConfirm={(hit) =>
                void change([{ path: pathOf('text-checks', personalDataHitKey(hit)), value: true }])
              }
            />
          </div>
        );
      })}
    </section>
  );
}
