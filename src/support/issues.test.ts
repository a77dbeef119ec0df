import {existsSync, readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"
import {contentId} from "./ids.ts"
import {ISSUES, issueOf, lineOf} from "./issues.ts"

describe("issues", () => {
  test("an issue is one line, whatever the name of the file", () => {
    const line = lineOf(issueOf("file-empty", "a\nb\u001b[31m.txt"))
    expect(line).toBe("a\\u000ab\\u001b[31m.txt: The file holds nothing. Leave it out, or fetch it again. [file-empty]")
  })
  test("a detail stands in brackets before the full stop", () => {
    expect(lineOf(issueOf("file-too-large", "x", "50 MB, limit 20 MB"))).toContain("larger than the limit (50 MB, limit 20 MB). Split it")
  })
  test("every code has a sentence and a hint", () => {
    for (const [code, {says, hint}] of Object.entries(ISSUES)) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(says).toMatch(/\.$/)
      expect(hint).toMatch(/\S/)
    }
  })
  test("docs/issues.md lists exactly these codes and sentences", () => {
    const page = new URL("../../docs/issues.md", import.meta.url)
    expect(existsSync(page)).toBe(true)
    const rows = readFileSync(page, "utf8")
      .split("\n")
      .filter((line) => line.startsWith("| `"))
    expect(rows).toEqual(Object.entries(ISSUES).map(([code, {says, hint}]) => `| \`${code}\` | ${says} | ${hint.replaceAll("|", "\\|")} |`))
  })
})

describe("content ids", () => {
  test("the same parts, the same id; parts do not run together", () => {
    expect(contentId("r", "نص")).toBe(contentId("r", "نص"))
    expect(contentId("r", "ab", "c")).not.toBe(contentId("r", "a", "bc"))
    expect(contentId("r", "نص")).toMatch(/^r_[0-9a-f]{16}$/)
  })
})
