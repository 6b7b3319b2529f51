/** Interface of the questionnaire's page for `npm run bench -- form`. */
export interface QuestionnairePage {
  /** Start the store's worker with one full assessment among others, and open the app at this question. */
  start(question: string): Promise<void>;
  /** Nodes of the document now, without those that only scripts hold. */
  nodesInPage(): number;
}

declare global {
  interface Window {
    questionnaire?: QuestionnairePage;
  }
}
