/** Notice of headquarters about the person's access, as screens show it. */
export type { AccessNotice, NoticeAnswer, NoticeKind } from '#renderer/store/receive/receive-response.ts';
