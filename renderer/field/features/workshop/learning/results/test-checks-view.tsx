import type { ReactElement } from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Banner, Button, PageSection, Pill } from '#renderer/ui';
import './results.css';
import type { RepeatedSheets, UnpairedCodes } from '#domain/workshop/learning/test-sheets.ts';

interface TestChecksViewProps {
  readonly repeated: readonly RepeatedSheets[];
  readonly unpaired: UnpairedCodes;
  /** Absent where nothing may be changed. */
  readonly onChoose?: ((repeatedSheets: RepeatedSheets, sheet: string) => void) | undefined;
}

/** Answers that a trainer should look at: several under one code, and those without a pair. */
export function TestChecksView({ repeated, unpaired, onChoose }: TestChecksViewProps): ReactElement | null {
  const translate = useTranslate();
  const { beforeOnly, afterOnly } = unpaired;
  if (repeated.length + beforeOnly.length + afterOnly.length === 0) return null;
  return (
    <PageSection title={translate('learning.checks.title')} description={translate('learning.checks.text')}>
      {repeated.map((repeatedSheets) => (
        <Repeated
          key={`${repeatedSheets.phase} ${repeatedSheets.code}`}
          repeated={repeatedSheets}
          onChoose={onChoose}
        />
      ))}
      <Unpaired text={translate('learning.checks.beforeOnly')} codes={beforeOnly} />
      <Unpaired text={translate('learning.checks.afterOnly')} codes={afterOnly} />
    </PageSection>
  );
}

interface RepeatedProps {
  readonly repeated: RepeatedSheets;
  readonly onChoose: TestChecksViewProps['onChoose'];
}

function Repeated({ repeated, onChoose }: RepeatedProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <Banner
      meaning="wait"
      title={translate(`learning.checks.repeated.${repeated.phase}`, { code: repeated.code })}
    >
      {repeated.counted === null && <p>{translate('learning.checks.undecided')}</p>}
      <div className="learning-choices">
        {repeated.sheets.map(({ id, atMs, source, total }) => (
          <div key={id} className="learning-choice" data-counts={id === repeated.counted}>
            <bdi>{translate('learning.checks.total', { total: format.number(total, 0) })}</bdi>
            <span>{translate(`value.answerSource.${source}`)}</span>
            <small>{format.exact(atMs)}</small>
            {id === repeated.counted ? (
              <Pill text={translate('learning.checks.counts')} meaning="good" />
            ) : (
              onChoose && (
                <Button
                  kind="quiet"
                  label={translate('learning.checks.chooseTotal', {
                    code: repeated.code,
                    total: format.number(total, 0),
                  })}
                  onPress={() => onChoose(repeated, id)}
                >
                  {translate('learning.checks.choose')}
                </Button>
              )
            )}
          </div>
        ))}
      </div>
    </Banner>
  );
}

function Unpaired({
  text,
  codes,
}: {
  readonly text: string;
  readonly codes: readonly string[];
}): ReactElement | null {
  if (codes.length === 0) return null;
  return (
    <Banner meaning="info" title={text}>
      {codes.map((code) => (
        <bdi key={code} className="learning-code">
          {code}
        </bdi>
      ))}
    </Banner>
  );
}
