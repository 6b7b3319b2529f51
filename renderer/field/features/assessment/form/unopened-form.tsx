import type { ReactElement } from 'react';
import { valueAt } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import type { Diagnostic } from '#domain/instrument/import/diagnostic.ts';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { useMissionCrumbs } from '#renderer/field/app/use-mission-crumbs.ts';
import { useWriteMode } from '#renderer/field/app/use-write-mode.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Page } from '#renderer/ui/page.tsx';
import { assessmentFactsOf } from '../assessment-facts.ts';
import { allAnswers } from './kept-answers.ts';
import { UnopenedFormView } from './unopened-form-view.tsx';

/** Why the questions of an assessment cannot be shown. */
export type UnopenedReason =
  | { readonly kind: 'absent' | 'damaged' }
  | { readonly kind: 'broken'; readonly problems: readonly Diagnostic[] };

interface UnopenedFormProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly why: UnopenedReason;
}

/** An assessment without its questions: the answers are kept, and can be read as they are. */
export function UnopenedForm({ log, open, why }: UnopenedFormProps): ReactElement {
  const say = useSay();
  const { document, answer } = open;
  const facts = assessmentFactsOf(document, answer, useWriteMode()(answer.roles, answer.document), true);
  const crumbs = useMissionCrumbs(log, 'assessments');
  const instrument = valueAt(document, 'instrument');
  return (
    <ScreenFrame title={facts.institution || facts.title || say('assessment.untitled')} crumbs={crumbs}>
      <Page>
        <UnopenedFormView
          why={why.kind}
          instrument={typeof instrument === 'string' ? instrument : ''}
          problems={why.kind === 'broken' ? why.problems.map(({ message }) => message) : []}
          answers={allAnswers(document)}
        />
      </Page>
    </ScreenFrame>
  );
}
