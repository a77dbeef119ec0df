/// The headline is part of what a report says: it opens the text, unless the text opens with it already.
export const titled = (title: string | undefined, text: string): string =>
  title && !text.slice(0, title.length + 50).includes(title) ? `${title}\n\n${text}` : text
