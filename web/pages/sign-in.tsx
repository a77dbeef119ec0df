import {useState} from "preact/hooks"
import {type Problem, signIn, useSession} from "../api.ts"
import {labels} from "../labels/index.ts"
import {problemOf, Trouble} from "../parts/deciding.tsx"
import {Title} from "../parts/title.tsx"
import {go, to} from "../router.tsx"

/// Where a record is not open to everyone: a token opens it.
export default function SignInPage() {
  const session = useSession()
  const [token, setToken] = useState("")
  const [problem, setProblem] = useState<Problem | undefined>(undefined)
  return (
    <>
      <Title text={labels.signIn}>
        <p class="facts">
          <span>{labels.signInSays}</span>
        </p>
      </Title>
      <form
        class="sign-in card"
        onSubmit={(event) => {
          event.preventDefault()
          setProblem(undefined)
          signIn(token.trim()).then(
            () => {
              setToken("")
              if (location.pathname === to("sign-in")) go(to(""))
            },
            (error: unknown) => setProblem(problemOf(error)),
          )
        }}
      >
        <label class="field">
          <span>{labels.token}</span>
          <input
            type="password"
            name="token"
            value={token}
            dir="ltr"
            required
            autocomplete="current-password"
            onInput={(event) => setToken(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="primary">
          {labels.signIn}
        </button>
        <Trouble problem={problem} />
      </form>
      {session?.name && <p class="muted">{session.name}</p>}
    </>
  )
}
