import {userInfo} from "node:os"

/// The name by which somebody is signed in to this machine, where it has one.
export function userName(env: NodeJS.ProcessEnv): string | null {
  if (env.ISNAD_BY) return env.ISNAD_BY
  try {
    return userInfo().username || null
  } catch {
    return null
  }
}
