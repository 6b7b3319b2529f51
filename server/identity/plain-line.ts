/** One line of text without control characters, which no screen and no store likes: labels of devices. */
export const plainLine = (text: string): string => text.replace(/\p{Cc}/gu, ' ').trim();
