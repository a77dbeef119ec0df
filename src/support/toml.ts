import {readFileSync} from "node:fs"
import {failure} from "./issues.ts"

/// The tables of a configuration file.
export async function tablesIn(path: string): Promise<{readonly [name: string]: unknown}> {
  const {parse} = await import("smol-toml")
  let text: string
  try {
    text = readFileSync(path, "utf8")
  } catch {
    throw failure("config-wrong", path, "it cannot be read")
  }
  try {
    return parse(text)
  } catch (error) {
    throw failure("config-wrong", path, error instanceof Error ? error.message.split("\n")[0] : String(error))
  }
}
