import {sayReason} from "../labels/reasons.ts"

/// Why something is so, in the language of the page; in English, and marked so, where a newer server says what this page does not know.
export function Reason({says}: {readonly says: string}) {
  const said = sayReason(says)
  return said === undefined ? (
    <bdi lang="en" dir="ltr">
      {says}
    </bdi>
  ) : (
    <bdi>{said}</bdi>
  )
}
