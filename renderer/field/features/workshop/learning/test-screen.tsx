import { ListChecks } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { pathOf } from '#domain/document/op.ts';
import { itemsOfForm } from '#domain/workshop/learning/test-bank.ts';
import {
  bankOfWorkshop,
  chooseCountedSheet,
  findRepeatedSheets,
  findUnpairedCodes,
  readTestSheets,
  readWorkshopTest,
  testResultsOf,
} from '#domain/workshop/learning/test-sheets.ts';
import { TestPhase } from '#domain/workshop/workshop-test.ts';
import { useChangeRecord, useWriteMode } from '#renderer/field/app/documents/use-document.ts';
import { useTranslate } from '#renderer/i18n';
import { Banner, Button, PageSection, ScreenPage } from '#renderer/ui';
import { WorkshopFrame, type WorkshopSectionProps } from '../workshop-frame.tsx';
import { TestChecksView, TestResultsView } from './results/test-results-view.tsx';
import { TestChoiceView } from './test-choice-view.tsx';
import { useAnswerWays } from './use-answer-ways.tsx';

/** Test of a workshop: its items, the ways to answer, and the results of the cohort. */
export function TestScreen(of: WorkshopSectionProps): ReactElement {
  const translate = useTranslate();
  const { log, document, roles } = of.answer;
  const isReadOnly = useWriteMode()(roles, document) !== 'open';
  const { change, problem } = useChangeRecord(log, document);
  const ways = useAnswerWays(of.answer);
  const [isChoosing, setChoosing] = useState(false);
  const bank = bankOfWorkshop(document);
  const test = readWorkshopTest(document);
  const sheets = readTestSheets(document);
  if (ways.paper !== null)
    return (
      <WorkshopFrame of={of}>
        <ScreenPage>{ways.paper}</ScreenPage>
      </WorkshopFrame>
    );
  return (
    <WorkshopFrame of={of}>
      <ScreenPage>
        {problem !== null && (
          <Banner meaning="bad" isAnnounced>
            {translate(problem)}
          </Banner>
        )}
        {!isReadOnly && (
          <PageSection
            title={translate('learning.test.title')}
            description={translate('learning.test.text', {
              count: test.formA.length,
              forms: test.formB.length > 0 ? 2 : 1,
            })}
            action={
              <Button
                kind="quiet"
                icon={ListChecks}
                isDisabled={sheets.length > 0}
                onPress={() => setChoosing(true)}
              >
                {translate('learning.choice.open')}
              </Button>
            }
          >
            {sheets.length > 0 && <p>{translate('learning.choice.closed')}</p>}
            {TestPhase.options.map((phase) =>
              ways.buttons(phase, sheets.filter((sheet) => sheet.phase === phase).length),
            )}
          </PageSection>
        )}
        <TestChecksView
          repeated={findRepeatedSheets(sheets)}
          unpaired={findUnpairedCodes(sheets)}
          onChoose={isReadOnly ? undefined : (repeated, id) => void change(chooseCountedSheet(repeated, id))}
        />
        <TestResultsView results={testResultsOf(document)} items={itemsOfForm(bank, test, 'a')} />
        {ways.dialog}
        {isChoosing && (
          <TestChoiceView
            bank={bank}
            test={test}
            onChoose={(next) => {
              setChoosing(false);
              void change([{ path: pathOf('test'), value: next }]);
            }}
            onClose={() => setChoosing(false)}
          />
        )}
      </ScreenPage>
    </WorkshopFrame>
  );
}
