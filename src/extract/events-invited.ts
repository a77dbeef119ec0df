import type {Marks} from "../annotate/index.ts"
import {type Mention, PUNCT, type Span} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import type {Filler, RawEvent, Role} from "./events.ts"

const INVITING = new Set(["بدعوه", "وبدعوه", "لدعوه"])
/// «تلبية لدعوة», «استجابة لدعوة»
const ANSWERING = new Set(["تلبيه", "استجابه"])
const REACH = 30
/// «يحضر المنتدى بدعوة من …»
const ATTENDING = /^summit\.verb\.(?:حضر|شارك)$/

/// «يصل الرئيس إلى مينسك الأحد بدعوة من نظيره ألكسندر لوكاشينكو»: who asked those to come of whose visit the sentence tells. The invitation
/// has no day but that of the visit, which is not its own.
export function invitations(marks: Marks, events: readonly RawEvent[]): RawEvent[] {
  const {tokens, mentions} = marks
  const out: RawEvent[] = []
  for (const m of mentions) {
    const at = invitingBefore(marks, m)
    if (at < 0) continue
    const guests = guestsAt(marks, events, at, m.index)
    if (guests.length === 0) continue
    const fillers: {role: Role; filler: Filler}[] = [{role: "actor", filler: {kind: "mention", mention: m.index, rel: "من"}}]
    for (const filler of guests) fillers.push({role: "target", filler})
    const evidence: Span = {start: tokens.start[at] as number, end: tokens.end[m.to - 1] as number}
    out.push({
      type: "request",
      frame: "request.invited.دعوة",
      predicate: -1,
      token: at,
      sentence: marks.sentenceAt[at] as number,
      status: "",
      fillers,
      own: 1,
      place: -1,
      date: -1,
      main: at,
      evidence,
      confidence: 0.6,
      why: [{step: "frame", says: "request.invited.دعوة: «بدعوة من …»"}],
      deed: undefined,
      counted: undefined,
    })
  }
  return out
}

/// The word of inviting right before who invites; -1 for none.
function invitingBefore({tokens}: Marks, m: Mention): number {
  if (m.kind === "place" || m.joined || m.form === "title") return -1
  const at = tokens.folded[m.from - 1] === "من" ? m.from - 2 : m.from - 1
  const word = itemAt(tokens.folded, at)
  if (at < 0 || !word || tokens.kind[m.from - 1] === PUNCT || !INVITING.has(word)) return -1
  return word === "لدعوه" && !ANSWERING.has(tokens.folded[at - 1] ?? "") ? -1 : at
}

/// Those who come: the visitors told last before in the sentence.
function guestsAt({sentenceAt}: Marks, events: readonly RawEvent[], at: number, inviter: number): readonly Filler[] {
  for (let n = events.length - 1; n >= 0; n--) {
    const e = events[n] as RawEvent
    if (!(e.type === "visit" || ATTENDING.test(e.frame)) || e.token > at || e.sentence !== sentenceAt[at] || at - e.token > REACH) continue
    return e.fillers.flatMap(({role, filler}) =>
      role === "actor" && !(filler.kind === "mention" && filler.mention === inviter) ? [filler] : [],
    )
  }
  return []
}
