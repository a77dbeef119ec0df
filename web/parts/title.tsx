import type {ComponentChildren} from "preact"
import {useEffect} from "preact/hooks"
import {labels} from "../labels/index.ts"

/// The heading of a page, which is the title of the window too.
export function Title({
  text,
  children,
  lang,
}: {
  readonly text: string
  readonly children?: ComponentChildren
  readonly lang?: string | undefined
}) {
  useEffect(() => {
    document.title = `${text} · ${labels.brand}`
  }, [text])
  return (
    <header class="title">
      <h1 lang={lang} dir={lang ? "auto" : undefined}>
        {text}
      </h1>
      {children}
    </header>
  )
}
