import {useEffect} from "preact/hooks"
import {useAnswer} from "../api.ts"
import {Answered, Waiting} from "../parts/states.tsx"
import {go, type Place, to} from "../router.tsx"

/// A claim by its id alone: shown where it stands, in its report.
export default function ClaimPage({place, again}: {readonly place: Place; readonly again: number}) {
  const id = place.path[1] ?? ""
  const state = useAnswer("claim", {id}, again)
  const report = state.value?.report.id
  useEffect(() => {
    if (report) go(to(`report/${report}`, {claim: id}), "replace")
  }, [report])
  return (
    <Answered state={state} isPage>
      {() => <Waiting />}
    </Answered>
  )
}
