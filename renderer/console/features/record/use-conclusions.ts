import { useMemo } from 'react';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { dayAtMs } from '#domain/base/calendar.ts';
import type { Document } from '#domain/document/document.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { collectSources } from '#domain/report/collect-sources.ts';
import { conclusionsOf } from '#domain/report/conclusions.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { createReportWords } from '#renderer/report/report-words.ts';
import { useNowMs } from '#renderer/ui/clock.tsx';
import type { Conclusions } from './conclusions-view.tsx';

/** What does this assessment come to? Null for what rates nothing. `instrument`: null for the one that Fieldbook brings along. */
export function useConclusions(document: Document, instrument: Instrument | null): Conclusions | null {
  const language = useLanguage();
  const today = dayAtMs(useNowMs());
  return useMemo(() => {
    if (document.kind !== assessmentKind) return null;
    const { sources } = collectSources({
      named: { title: '', country: '', from: null, to: null },
      documents: [document],
      instrumentOf: () => instrument ?? undefined,
      language,
      roles: [],
      today,
    });
    const [source] = sources.assessments;
    if (source === undefined) return null;
    return {
      sections: conclusionsOf(sources),
      words: createReportWords(
        language,
        source.model.scale.map(({ label }) => label),
      ),
    };
  }, [document, instrument, language, today]);
}
