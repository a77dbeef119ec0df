/// Answers as they were sent, by their tags: a tag names the question and the state of the record, so that what is held is never stale.
/// Pages ask the same few things again and again; whoever asks is let in before this is looked at.
export type HeldAnswers = {
  readonly get: (tag: string) => Held | undefined
  readonly set: (tag: string, held: Held) => void
}
type Held = {readonly bytes: Uint8Array; readonly after: string | null}

/// The longest unasked go first; `most` is how many bytes are held in all.
export function heldAnswers(most: number): HeldAnswers {
  const answers = new Map<string, Held>()
  let bytes = 0
  const drop = (tag: string): void => {
    bytes -= answers.get(tag)?.bytes.length ?? 0
    answers.delete(tag)
  }
  return {
    get(tag) {
      const held = answers.get(tag)
      if (held) {
        answers.delete(tag)
        answers.set(tag, held)
      }
      return held
    },
    set(tag, held) {
      // One answer that would take the place of all others is not held.
      if (held.bytes.length > most / 8) return
      drop(tag)
      answers.set(tag, held)
      bytes += held.bytes.length
      while (bytes > most) drop(answers.keys().next().value as string)
    },
  }
}
