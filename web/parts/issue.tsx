import {useEffect, useState} from "preact/hooks"
import {language} from "../labels/index.ts"

type Issue = {readonly code: string; readonly says: string; readonly hint: string; readonly detail?: string | null}

/// What went wrong and what to do, in the language of the page. Arabic words come when they are needed, and what has none yet is told as the
/// program tells it.
export function IssueWords({issue}: {readonly issue: Issue}) {
  const [words, setWords] = useState<readonly [string, string]>()
  useEffect(() => {
    if (language !== "ar") return
    let isHere = true
    // Where the server is away its words do not come either: then it stays as it was told.
    void import("../labels/issues-ar.ts").then(
      ({issues}) => isHere && setWords(issues[issue.code]),
      () => {},
    )
    return () => {
      isHere = false
    }
  }, [issue.code])
  const [says, hint] = words ?? [issue.says, issue.hint]
  const detail = issue.detail ? ` (${issue.detail})` : ""
  return (
    <span lang={words ? "ar" : "en"} dir={words ? "rtl" : "ltr"}>
      {detail ? `${says.replace(/\.$/, "")}${detail}.` : says} {hint}
    </span>
  )
}
