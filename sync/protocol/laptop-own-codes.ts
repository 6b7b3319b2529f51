/** Reasons of the laptop itself: it sent nothing, or could not use the response. */
export type LaptopOwnCode =
  /** No network, no server, or no response in time. */
  | 'unreachable'
  /** The response is none of headquarters, or of another version. */
  | 'unreadable'
  | 'unexpected'
  /** Headquarters took nothing of what it was sent. */
  | 'noProgress'
  | 'notEnrolled'
  /** Two copies of this laptop wrote (P2). */
  | 'fork'
  /** The address of headquarters, or one below it, cannot be used. */
  | 'address'
  | 'plain-http'
  | 'path'
  /** Headquarters answered with a key that its statements revoke. */
  | 'revoked-key'
  /** The laptop's own database or journal took nothing more. */
  | 'store'
  | 'full'
  | 'failed'
  /** Codes of earlier versions, which rows of sync runs still hold. */
  | 'busy'
  | 'refused';
